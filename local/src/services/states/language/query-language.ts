/** The two languages of the Amazon States Language. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** `JSONPath` only when a field says exactly that; absent it is inherited; anything else is JSONata (measured on AWS). */
export function queryLanguage(holder: Record<string, unknown>, inherited = 'JSONPath'): QueryLanguage {
  const language = holder.QueryLanguage === undefined ? inherited : holder.QueryLanguage;
  return language === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

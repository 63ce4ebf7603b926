import { schemaFault, type Diagnostic } from './diagnostic';
import type { QueryLanguage } from '../language/query-language';

const RETRIER = [
  ...['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds'],
  ...['JitterStrategy', 'Comment'],
];
const CATCHER = ['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment', 'ResultPath'];
const RULE = ['Condition', 'Next', 'Output', 'Assign', 'Comment'];

/** Fields of choice rules and catchers that only JSONPath has: paths and comparisons. */
const JSONPATH_RULE =
  /^(Variable|And|Or|Not|ResultPath|Is[A-Z]\w+|(String|Numeric|Timestamp|Boolean)[A-Z]\w+)$/;

/** The fields of a retrier, a catcher or a choice rule; the rules of JSONPath are not looked at. */
export function checkEntryFields(
  field: string,
  entry: Record<string, unknown>,
  location: string,
  language: QueryLanguage,
): Diagnostic[] {
  if (field === 'Branches' || (field === 'Choices' && language === 'JSONPath')) return [];
  const known = field === 'Retry' ? RETRIER : field === 'Catch' ? CATCHER : RULE;
  return Object.keys(entry).flatMap((name) => {
    if (language === 'JSONata' && JSONPATH_RULE.test(name)) return [onlyJsonPath(name, location)];
    return known.includes(name) ? [] : [schemaFault(`Field '${name}' is not supported`, location)];
  });
}

function onlyJsonPath(name: string, location: string): Diagnostic {
  return schemaFault(
    `The QueryLanguage is set to 'JSONata', but field '${name}' is only supported for the 'JSONPath' QueryLanguage`,
    location,
  );
}

const PLACEHOLDER = /<([^<>\s]+)>/g;

/** The names between `<` and `>` in a template. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/**
 * Fills a template in. A value in quotes stands as plain text (in a text template a list or object without its quotes),
 * any other as JSON; a value that is not there is an empty text. Undefined when no JSON comes out: AWS does not deliver that.
 */
export function fillTemplate(template: string, valueOf: (name: string) => unknown): string | undefined {
  const isText = template.trimStart().startsWith('"');
  let filled = '';
  let end = 0;
  let quoted = false;
  for (const match of template.matchAll(PLACEHOLDER)) {
    const before = template.slice(end, match.index);
    quoted = quoted !== oddQuotes(before);
    const value = valueOf(match[1]!);
    filled += before + (quoted ? inQuotes(value, isText) : JSON.stringify(value ?? ''));
    end = match.index + match[0].length;
  }
  filled += template.slice(end);
  return isText || isJson(filled) ? filled : undefined;
}

function oddQuotes(text: string): boolean {
  return (text.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

function inQuotes(value: unknown, isText: boolean): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  const json = JSON.stringify(value);
  return isText ? json.replaceAll('"', '') : json;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { unsupported } from '../../kernel/aws-error';
import { invalidParameter } from './log-errors';

/** Whether a log event that is JSON fits. */
export type Condition = (document: unknown) => boolean;

const TOKEN = /\s*(&&|\|\||[()]|!=|[<>]=?|=|"(?:\\.|[^"\\])*"|(?:\[[^\]]*\]|[^\s()=<>!&|"])+)/y;

/** Reads comparisons joined by `&&`, which binds closer, and `||`, with parentheses. */
export function jsonCondition(text: string): Condition {
  const tokens = tokensOf(text);
  const any = (): Condition => {
    const parts = joined(all, '||');
    return (document) => parts.some((part) => part(document));
  };
  const all = (): Condition => {
    const parts = joined(one, '&&');
    return (document) => parts.every((part) => part(document));
  };
  const joined = (operand: () => Condition, by: string) => {
    const parts = [operand()];
    while (tokens[0] === by) {
      tokens.shift();
      parts.push(operand());
    }
    return parts;
  };
  const one = (): Condition => {
    if (tokens[0] !== '(') return comparison(text, tokens.splice(0, 3));
    tokens.shift();
    const inner = any();
    if (tokens.shift() !== ')') throw malformed(text);
    return inner;
  };
  const condition = any();
  if (tokens.length > 0) throw malformed(text);
  return condition;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const found = TOKEN.exec(source);
    if (!found) throw malformed(text);
    tokens.push(found[1]!);
  }
  return tokens;
}

/** `$.user.id = "text"`: what is not there fits neither `=` nor `!=`; a `*` stands for anything. */
function comparison(text: string, [selector = '', operator = '', value = '']: string[]): Condition {
  if (!/^(!?=|[<>]=?|IS|NOT)$/i.test(operator) || value === '') throw malformed(text);
  if (!operator.endsWith('=') || /^[<>]/.test(operator) || /^(%|[-+.]?\d)/.test(value))
    throw unsupported(
      `the filter pattern's condition ${selector} ${operator} ${value}; compare texts by = or !=`,
    );
  const path = pathOf(selector);
  const fits = textPredicate(value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value);
  return (document) => {
    const found = path.reduce(member, document);
    return (
      ['string', 'number', 'boolean'].includes(typeof found) && fits(String(found)) === (operator === '=')
    );
  };
}

function pathOf(selector: string): string[] {
  if (/^\$(\.[^.[\]\s]+)+$/.test(selector)) return selector.slice(2).split('.');
  if (selector.startsWith('$')) throw unsupported(`the filter pattern's property selector ${selector}`);
  throw invalidParameter(`Invalid filter pattern: ${selector} is not a property selector such as $.user.id`);
}

function member(value: unknown, key: string): unknown {
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return holds ? (value as Record<string, unknown>)[key] : undefined;
}

/** The parts between stars in their order, the first at the beginning and the last at the end: linear, unlike a regular expression. */
function textPredicate(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= text.length;
  };
}

function malformed(text: string) {
  return invalidParameter(`Invalid filter pattern: ${text.trim()}`);
}

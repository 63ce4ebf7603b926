import { invalidParameter } from './log-errors';
import { textPredicate } from './pattern-text';

/** What a condition's operand (`$.user.id`, a column) has in one log event; `undefined` when it is not there. */
export type Resolve = (operand: string) => unknown;
export type Condition = (resolve: Resolve) => boolean;

const TOKEN = /\s*(&&|\|\||\(|\)|!=|<=|>=|=|<|>|"(?:\\.|[^"\\])*"|%[^%]*%|(?:\[[^\]]*\]|[^\s()=<>!&|"])+)/y;

/** A boolean expression of comparisons (`&&` before `||`, parentheses), as JSON and space-delimited patterns have. */
export function parseCondition(text: string): Condition {
  const tokens = tokensOf(text);
  let next = 0;
  const any = (): Condition => joined(all, '||', (parts) => (resolve) => parts.some((part) => part(resolve)));
  const all = (): Condition =>
    joined(one, '&&', (parts) => (resolve) => parts.every((part) => part(resolve)));
  const joined = (operand: () => Condition, by: string, join: (parts: Condition[]) => Condition) => {
    const parts = [operand()];
    while (tokens[next] === by) {
      next++;
      parts.push(operand());
    }
    return parts.length === 1 ? (parts[0] as Condition) : join(parts);
  };
  const one = (): Condition => {
    if (tokens[next] !== '(') {
      const [operand, operator, value] = tokens.slice(next, next + 3);
      next += 3;
      return comparison(text, operand, operator, value);
    }
    next++;
    const inner = any();
    if (tokens[next++] !== ')') throw malformed(text);
    return inner;
  };
  const condition = any();
  if (next !== tokens.length) throw malformed(text);
  return condition;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const source = text.trimEnd();
  while (TOKEN.lastIndex < source.length) {
    const found = TOKEN.exec(source);
    if (!found) throw malformed(text);
    tokens.push(found[1] as string);
  }
  return tokens;
}

function comparison(text: string, operand = '', operator = '', value = ''): Condition {
  const words = `${operator} ${value}`.toUpperCase();
  if (words === 'NOT EXISTS') return (resolve) => resolve(operand) === undefined;
  if (words === 'IS NULL') return (resolve) => resolve(operand) === null;
  if (words === 'IS TRUE') return (resolve) => resolve(operand) === true;
  if (words === 'IS FALSE') return (resolve) => resolve(operand) === false;
  const test = value === '' ? undefined : comparator(operator, value);
  if (!test) throw malformed(text);
  return (resolve) => test(resolve(operand));
}

/** Only what is there compares; a number compares with numbers, anything else as text. */
function comparator(operator: string, value: string): ((found: unknown) => boolean) | undefined {
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value) ? Number(value) : undefined;
  if (operator === '=' || operator === '!=') {
    const equal = textPredicate(value, 'whole');
    const matches = (found: unknown) =>
      (number !== undefined && toNumber(found) === number) || equal(asText(found));
    return (found) => isScalar(found) && matches(found) === (operator === '=');
  }
  const order = ORDERS[operator];
  if (!order || number === undefined) return undefined;
  return (found) => order(toNumber(found), number);
}

const ORDERS: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function asText(value: unknown): string {
  return isScalar(value) ? String(value) : '';
}

function toNumber(value: unknown): number {
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return typeof value === 'number' ? value : NaN;
}

function malformed(text: string) {
  return invalidParameter(`Invalid filter pattern: ${text.trim()}`);
}

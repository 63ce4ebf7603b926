import { expressionSource } from '../expressions/expression';
import { isObject } from '../expressions/json';
import { schemaFault, type Diagnostic } from './diagnostic';
import { checkEntryFields } from './entry-fields';
import { checkRetrierNumbers } from './numbers';
import type { QueryLanguage } from '../language/query-language';

/** The lists of a state: branches, rules, retriers and catchers. */
export function checkLists(
  state: Record<string, unknown>,
  location: string,
  language: QueryLanguage,
): Diagnostic[] {
  return ['Branches', 'Choices', 'Retry', 'Catch'].flatMap((field) => {
    const value = state[field];
    const at = `${location}/${field}`;
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [schemaFault('Expected value of type [ARRAY]', at)];
    if (value.length === 0 && field !== 'Retry' && field !== 'Catch')
      return [schemaFault('Value cannot be empty', at)];
    return [
      ...value.flatMap((entry: unknown, index) => checkEntry(field, entry, `${at}[${index}]`, language)),
      ...checkAll(value, at),
    ];
  });
}

const ENTRY: Readonly<Record<string, readonly string[]>> = {
  Retry: ['ErrorEquals'],
  Catch: ['ErrorEquals', 'Next'],
  Choices: ['Next'],
  Branches: [],
};

function checkEntry(field: string, entry: unknown, location: string, language: QueryLanguage): Diagnostic[] {
  if (!isObject(entry)) return [schemaFault('Expected value of type [OBJECT]', location)];
  const required =
    field === 'Choices' && language === 'JSONata' ? ['Condition', ...ENTRY[field]!] : ENTRY[field]!;
  const missing = required.filter((name) => entry[name] === undefined);
  const found = [
    ...(missing.length ? [schemaFault(`These fields are required: [${missing.join(', ')}]`, location)] : []),
    ...checkEntryFields(field, entry, location, language),
  ];
  if (field === 'Retry' || field === 'Catch')
    return [
      ...found,
      ...(missing.length ? [] : checkErrorEquals(entry, location)),
      ...checkRetrier(entry, location),
    ];
  return found;
}

function checkErrorEquals({ ErrorEquals: names }: Record<string, unknown>, location: string): Diagnostic[] {
  const at = `${location}/ErrorEquals`;
  if (!Array.isArray(names)) return [schemaFault('Expected value of type [ARRAY]', at)];
  if (names.length === 0) return [schemaFault('Value cannot be empty', at)];
  return names.every((name) => typeof name === 'string')
    ? []
    : [schemaFault('Expected value of type [STRING]', at)];
}

/** `States.ALL` names every error, so that no other name can stand beside it or after it. */
function checkAll(entries: unknown[], location: string): Diagnostic[] {
  const names = entries.map(namesOf);
  const misplaced = names.some(
    (list, index) => list.includes('States.ALL') && (list.length > 1 || index < names.length - 1),
  );
  return misplaced ? [schemaFault('States.ALL must appear alone and at end of list', location)] : [];
}

function namesOf(entry: unknown): unknown[] {
  const names: unknown = isObject(entry) ? entry.ErrorEquals : undefined;
  return Array.isArray(names) ? (names as unknown[]) : [];
}

function checkRetrier(retrier: Record<string, unknown>, location: string): Diagnostic[] {
  const jitter = retrier.JitterStrategy;
  return [
    ...checkRetrierNumbers(retrier, location),
    ...(jitter === undefined || jitter === 'FULL' || jitter === 'NONE'
      ? []
      : [schemaFault('Value should be one of the following: [FULL, NONE]', `${location}/JitterStrategy`)]),
  ];
}

/** The conditions of a Choice state's rules. */
export function checkConditions({ Choices: rules }: Record<string, unknown>, location: string): Diagnostic[] {
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown, index) =>
    isObject(rule) && rule.Condition !== undefined
      ? checkCondition(rule.Condition, `${location}/Choices[${index}]/Condition`)
      : [],
  );
}

function checkCondition(condition: unknown, location: string): Diagnostic[] {
  if (typeof condition === 'boolean') return [];
  if (typeof condition === 'string' && expressionSource(condition) !== undefined) return [];
  return [schemaFault('Value must be a boolean or a JSONata expression', location)];
}

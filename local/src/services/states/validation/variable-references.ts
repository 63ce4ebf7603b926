import { expressionSource, parse } from '../expressions/expression';
import { isObject } from '../expressions/json';
import { statesOf, walkGraphs } from '../language/walk-states';
import { FUNCTION_NAMES } from './function-names';
import { EXPRESSION_FIELDS } from './expressions';

/** Which variables each state reads, by state: DescribeStateMachine's `variableReferences`. */
export function variableReferences(definition: string): Record<string, string[]> {
  const machine = JSON.parse(definition) as Record<string, unknown>;
  const references: [string, string[]][] = [];
  for (const { name, state } of [...walkGraphs(machine)].flatMap(statesOf)) {
    const found = new Set<string>();
    for (const field of [...EXPRESSION_FIELDS, 'Assign', 'Output', 'Choices', 'Catch'])
      collect(state[field], found);
    if (found.size) references.push([name, [...found].sort()]);
  }
  return Object.fromEntries(references);
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    const source = expressionSource(value);
    if (source !== undefined) visit(parse(source), new Set(['states']), found);
  } else if (Array.isArray(value)) value.forEach((element) => collect(element, found));
  else if (isObject(value)) Object.values(value).forEach((member) => collect(member, found));
}

/** Free variables of an expression; `bound` grows along a block and holds a lambda's parameters. */
function visit(node: unknown, bound: Set<string>, found: Set<string>): void {
  if (Array.isArray(node)) return node.forEach((element) => visit(element, bound, found));
  if (!isObject(node) || node instanceof RegExp) return;
  if (node.type === 'variable') return refer(String(node.value), bound, found);
  if (node.type === 'bind') {
    visit(node.rhs, bound, found);
    bound.add(nameOf(node.lhs));
    return;
  }
  const inner = node.type === 'lambda' || node.type === 'block' ? new Set(bound) : bound;
  if (node.type === 'lambda')
    for (const parameter of node.arguments as unknown[]) inner.add(nameOf(parameter));
  for (const [key, child] of Object.entries(node)) if (key !== 'ancestor') visit(child, inner, found);
}

function refer(name: string, bound: Set<string>, found: Set<string>): void {
  if (name && name !== '$' && !bound.has(name) && !FUNCTION_NAMES.has(name)) found.add(name);
}

function nameOf(node: unknown): string {
  return isObject(node) ? String(node.value) : '';
}

import { parse } from '../expressions/expression';

/** What an expression refers to, or why it does not parse. */
export interface Analysis {
  /** The parser's message. */
  readonly problem?: string;
  /** Names read from the top-level context, which does not exist: `phone`, `$`, `$$`. */
  readonly references: readonly string[];
  /** Members of `$states` that are read. */
  readonly members: readonly string[];
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [key: string]: unknown;
}

interface Found {
  readonly references: Set<string>;
  readonly members: Set<string>;
}

/** Reads an expression as AWS does when a definition is created. */
export function analyse(source: string): Analysis {
  const found: Found = { references: new Set(), members: new Set() };
  try {
    visit(parse(source) as Node, true, found);
  } catch (error) {
    return { problem: (error as Error).message ?? String(error), references: [], members: [] };
  }
  return { references: [...found.references], members: [...found.members] };
}

/** Visits a node; `top` says that names in it are read from the top-level context. */
function visit(node: Node, top: boolean, found: Found): void {
  if (node.type === 'path') return visitPath(node.steps!, node, top, found);
  if (node.type === 'variable') refer(node, top, found);
  if (top && node.type === 'name') found.references.add(String(node.value));
  if (top && node.type === 'wildcard') found.references.add('*');
  if (top && node.type === 'descendant') found.references.add('**');
  const inner = top && node.type !== 'transform';
  for (const [key, child] of Object.entries(node)) {
    if (key === 'predicate' || key === 'stages' || key === 'group') visitAll(child, false, found);
    else if (key !== 'slot' && key !== 'ancestor') visitAll(child, inner, found);
  }
}

/** Only the first step of a path is read from the context around it. */
function visitPath(steps: readonly Node[], path: Node, top: boolean, found: Found): void {
  const [first, second] = steps;
  if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name')
    found.members.add(String(second.value));
  steps.forEach((step, index) => visit(step, top && index === 0, found));
  if (path.group) visitAll(path.group, false, found);
}

function visitAll(value: unknown, top: boolean, found: Found): void {
  if (Array.isArray(value)) value.forEach((element) => visitAll(element, top, found));
  else if (typeof value === 'object' && value !== null && !(value instanceof RegExp))
    visit(value as Node, top, found);
}

function refer(node: Node, top: boolean, found: Found): void {
  if (node.value === '$') found.references.add('$$');
  if (node.value === '' && top) found.references.add('$');
}

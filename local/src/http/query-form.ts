import { AwsError } from '../kernel/aws-error';

/** More parameters than any AWS call has; what is beyond only costs memory. */
const MOST_PARAMETERS = 10_000;
const DEEPEST_NAME = 32;

interface Node {
  text?: string;
  readonly children: Map<string, Node>;
}

/**
 * Reads the query protocol's dotted names into an input: `A.member.1=x` is a list, `A.entry.1.key=k&A.entry.1.value=v`
 * (or `Name` and `Value`) a map, `A.1=x` a flattened list. Every value stays text: the form does not carry types.
 */
export function readForm(form: URLSearchParams): Record<string, unknown> {
  const root: Node = { children: new Map() };
  let count = 0;
  for (const [name, text] of form) {
    if (++count > MOST_PARAMETERS) throw malformed(`more than ${MOST_PARAMETERS} parameters`);
    place(root, name, text);
  }
  return structure(root);
}

function place(root: Node, name: string, text: string): void {
  const path = name.split('.');
  if (path.length > DEEPEST_NAME) throw malformed(`the name "${name.slice(0, 60)}…" is nested too deeply`);
  let node = root;
  for (const part of path) {
    const next = node.children.get(part) ?? { children: new Map<string, Node>() };
    node.children.set(part, next);
    node = next;
  }
  node.text = text;
}

function value(node: Node): unknown {
  if (node.children.size === 0) return node.text;
  const only = node.children.size === 1 ? [...node.children.keys()][0] : undefined;
  if (only === 'member') return list(node.children.get('member') as Node);
  if (only === 'entry') return map(node.children.get('entry') as Node);
  return [...node.children.keys()].every((key) => /^\d+$/.test(key)) ? list(node) : structure(node);
}

function list(node: Node): unknown[] {
  return inOrder(node).map(value);
}

function map(node: Node): Record<string, unknown> {
  const entries = inOrder(node).map((entry): [string, unknown] => {
    const key = entry.children.get('key') ?? entry.children.get('Name');
    const held = entry.children.get('value') ?? entry.children.get('Value');
    if (key?.text === undefined) throw malformed('a map entry has no key');
    return [key.text, held && value(held)];
  });
  return Object.fromEntries(entries);
}

function inOrder(node: Node): Node[] {
  return [...node.children].sort(([left], [right]) => Number(left) - Number(right)).map(([, child]) => child);
}

function structure(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node.children].map(([key, child]) => [key, value(child)]));
}

function malformed(what: string): AwsError {
  return new AwsError('MalformedQueryString', `The request's form is malformed: ${what}.`);
}

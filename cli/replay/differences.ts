import type { WantedEdit } from './parse-edit';

/** The edits that make one JSON document of another, each as deep as objects go; a list is replaced as a whole. */
export function differences(before: unknown, after: unknown, path: readonly string[]): WantedEdit[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, value: after, remove: false }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    name in after
      ? differences(before[name], after[name], [...path, name])
      : [{ path: [...path, name], remove: true }],
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

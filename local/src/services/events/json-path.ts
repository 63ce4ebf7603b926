const STEP = /\.([\w\-/]+|\*)|\['([^']+)'\]|\[(\d+|\*)\]/y;

/** What a path such as `$.detail.items[0].name` leads to; undefined when nothing is there. `*` collects a list. */
export function valueAt(document: unknown, path: string): unknown {
  const steps = stepsOf(path);
  if (!steps) return undefined;
  let values = [document];
  for (const step of steps) values = values.flatMap((value) => follow(value, step));
  return steps.includes('*') ? values : values[0];
}

/** The steps of a path, or undefined for a text that is none. */
export function stepsOf(path: string): string[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: string[] = [];
  for (STEP.lastIndex = 1; STEP.lastIndex < path.length;) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    steps.push(found[1] ?? found[2] ?? found[3]!);
  }
  return steps;
}

function follow(value: unknown, step: string): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}

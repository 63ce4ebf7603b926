import type { Definition, StateDefinition } from './definition';

/**
 * The way on which everything goes well, state by state: what comes next, and of a Choice the default, or the first rule that does
 * not lead to where errors are caught.
 */
export function mainLine(machine: Definition): ReadonlyMap<string, string> {
  const handlers = caughtAt(machine);
  const line = new Map<string, string>();
  let at = machine.StartAt ?? Object.keys(machine.States)[0];
  while (at !== undefined && !line.has(at)) {
    const next = waysOn(machine.States[at]).find((to) => !handlers.has(to) && !line.has(to));
    if (next === undefined) break;
    line.set(at, next);
    at = next;
  }
  return line;
}

/** States that are only reached after an error was caught, or beside everything that goes well. */
export function failureBranch(machine: Definition): ReadonlySet<string> {
  const handlers = caughtAt(machine);
  const well = new Set<string>();
  const visit = (name: string | undefined) => {
    if (name === undefined || well.has(name) || handlers.has(name)) return;
    well.add(name);
    waysOn(machine.States[name]).forEach(visit);
  };
  visit(machine.StartAt ?? Object.keys(machine.States)[0]);
  return new Set(Object.keys(machine.States).filter((name) => !well.has(name)));
}

/** States that handle errors: a Catch leads there, and nothing that simply goes on or starts. */
function caughtAt({ States, StartAt }: Definition): ReadonlySet<string> {
  const all = Object.values(States);
  const usual = new Set([StartAt, ...all.map(({ Next }) => Next)]);
  return new Set(
    all.flatMap(({ Catch = [] }) => Catch.map(({ Next }) => Next)).filter((to) => !usual.has(to)),
  );
}

function waysOn(state: StateDefinition | undefined): string[] {
  const { Next, Default, Choices = [] } = state ?? { Type: 'Fail' };
  return [Next, Default, ...Choices.map((rule) => rule.Next)].filter((to) => to !== undefined);
}

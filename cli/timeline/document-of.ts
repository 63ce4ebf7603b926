export type Members = Readonly<Record<string, unknown>>;

/**
 * The state document at one moment of an execution: the workflow keeps it in its variables `state` and `persisted`, and passes from
 * step to step only what has just become known (`data`).
 */
export function documentOf({ state, persisted, ...others }: Members, data?: unknown): Members {
  const passed = members(data);
  // The failure branch passes on the document of the step that failed.
  if (passed.state !== undefined) return passed;
  const answered = Object.keys(members(persisted)).length > 0 && { persisted };
  return { ...members(state), ...answered, ...others, ...passed };
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

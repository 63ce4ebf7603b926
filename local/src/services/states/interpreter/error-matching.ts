/** Errors that `States.ALL` and `States.TaskFailed` let pass. AWS: "Handling errors in Step Functions workflows". */
const NEVER = ['States.Runtime'];

/** Whether one of the names in `ErrorEquals` selects the error. */
export function matches(errorEquals: readonly string[], error: string | undefined): boolean {
  return errorEquals.some((name) => selects(name, error));
}

function selects(name: string, error: string | undefined): boolean {
  if (error !== undefined && NEVER.includes(error)) return false;
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
  return name === error || (name === 'States.Timeout' && error === 'States.HeartbeatTimeout');
}

/** Place of the first retrier or catcher that selects the error, or -1. */
export function firstFor(
  handlers: readonly { readonly ErrorEquals: readonly string[] }[] = [],
  error: string | undefined,
): number {
  return handlers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
}

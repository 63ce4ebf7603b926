/**
 * The messages that a target reports as failed in `batchItemFailures`; none when it reports nothing of that kind. Rejects
 * the whole batch for a report that names none or an unknown one. (EventBridge user guide, "Pipes batching and
 * concurrency", partial batch failures; Lambda developer guide, "Reporting batch item failures")
 */
export function batchFailures(
  output: string | undefined,
  messageIds: readonly string[],
): ReadonlySet<string> {
  const reported = failuresIn(output);
  for (const id of reported)
    if (typeof id !== 'string' || !messageIds.includes(id))
      throw new Error(`batchItemFailures names "${String(id)}", which is no message of the batch.`);
  return new Set(reported as string[]);
}

function failuresIn(output: string | undefined): unknown[] {
  const report = parse(output) as { batchItemFailures?: unknown } | null | undefined;
  const failures = report !== null && typeof report === 'object' ? report.batchItemFailures : undefined;
  if (!Array.isArray(failures)) return [];
  return failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

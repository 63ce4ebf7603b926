import type { ExecutionDocument } from '../feed/documents';
import { Link } from './router';

/** What an operator can do about a step whose registration failed; the record's page shows the plan and the command. */
export function StepActions({ record, step }: { record: ExecutionDocument['record']; step: string }) {
  if (!record?.startSteps.includes(step)) return null;
  const at = `/failures/${encodeURIComponent(record.id)}?from=${step}`;
  return (
    <p class="buttons" role="group" aria-label={`Actions on ${step}`}>
      <Link to={at} class="button">
        Replay from here…
      </Link>
      <Link to={`${at}&try=1`} class="button">
        Try it alone…
      </Link>
    </p>
  );
}

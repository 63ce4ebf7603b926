import type { PlanDocument } from '../feed/documents';
import { visible } from './format';
import { Difference } from './json';
import { ReasonForm } from './reason-form';

interface PlanProps {
  readonly plan: PlanDocument;
  readonly allowed: boolean;
  readonly onRun: (reason: string) => void;
  readonly onBack: () => void;
}

/** What would run, what would be changed, and the same as a command. */
export function PlanView({ plan: { plan, before, command }, allowed, onRun, onBack }: PlanProps) {
  return (
    <div class="plan">
      <h3>The plan</h3>
      <p>
        Runs <strong>{[...plan.steps, 'ResolveFailure'].join(' → ')}</strong>.
        {plan.skipped.length > 0 && ` Skips ${plan.skipped.join(', ')}: done, and not done again.`}
      </p>
      {plan.notes.map((note) => (
        <p key={note} class="notice warn">
          {visible(note)}
        </p>
      ))}
      {plan.edits.length > 0 ? (
        <Difference before={before} after={plan.state} label="What is changed" />
      ) : (
        <p class="dim">Changes nothing in the recorded data.</p>
      )}
      <p class="dim">
        The same on the command line: <code>{command}</code>
      </p>
      {allowed ? (
        <ReasonForm why="Why? It is kept in the record." placeholder="the right is back" focus onGive={onRun}>
          <button class="primary">Run this plan</button>
          <button type="button" class="quiet" onClick={onBack}>
            back
          </button>
        </ReasonForm>
      ) : (
        <p class="notice">This page only looks. Run the command, or start it with --allow-replay.</p>
      )}
      <p class="dim mono hash">plan {plan.hash.slice(0, 16)}</p>
    </div>
  );
}

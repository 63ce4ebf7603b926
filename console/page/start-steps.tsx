import type { StartStep } from '../feed/documents';

/** Where a replay may start, and why not elsewhere. */
export function StartSteps({
  steps,
  from,
  onChange,
}: {
  steps: readonly StartStep[];
  from: string;
  onChange: (step: string) => void;
}) {
  return (
    <fieldset class="starts">
      <legend>Start at</legend>
      {steps.map(({ step, isResume, whyNot }) => (
        <label key={step} class={whyNot ? 'start not' : 'start'}>
          <input
            type="radio"
            name="from"
            value={step}
            checked={step === from}
            disabled={whyNot !== undefined}
            onChange={() => onChange(step)}
          />
          <span>
            {step}
            {isResume && <small class="dim"> where the record says to go on</small>}
            {whyNot && <small class="dim"> {whyNot}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

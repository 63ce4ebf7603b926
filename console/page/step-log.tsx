import type { StepDocument, StepLogDocument } from '../feed/documents';
import { ask } from './feed';
import { clock, visible } from './format';
import { Notice } from './notice';
import { useFeed } from './use-feed';

interface Props {
  readonly executionId: string;
  readonly step: StepDocument;
  readonly reveal: boolean;
}

/** Logs come late: seconds in AWS, at once on a laptop. */
const AGAIN = 5_000;

/** What the step's Lambda function wrote, and Lambda about it. */
export function StepLog({ executionId, step, reveal }: Props) {
  const key = `${executionId} ${step.name} ${step.calls.length} ${reveal}`;
  const { data, error } = useFeed(key, AGAIN, () =>
    ask<StepLogDocument>('step-log', {
      id: executionId,
      step: step.name,
      reveal: reveal ? 1 : undefined,
    }),
  );
  if (!data) return error ? <Notice error={error} /> : <p class="dim">loading …</p>;
  if (data.lines.length === 0) return <p class="dim">Nothing yet. A log may come a minute late.</p>;
  return (
    <ol class="log" aria-label={`Log of ${step.name}`}>
      {data.lines.map(({ at, text }, line) => (
        <li key={line}>
          <span class="mono dim">{clock(at)}</span>
          <LogText text={text} />
        </li>
      ))}
    </ol>
  );
}

/** A line of JSON by its message first, the rest on a click; any other line as it is. */
function LogText({ text }: { text: string }) {
  const { message, level, ...rest } = membersOf(text);
  if (typeof message !== 'string') return <code>{visibleLines(text)}</code>;
  return (
    <details>
      <summary>
        {typeof level === 'string' && level !== 'INFO' && <b class="error">{level} </b>}
        {visible(message)}
      </summary>
      <code>{visibleLines(JSON.stringify(rest, undefined, 2))}</code>
    </details>
  );
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Line ends and tabs are layout here; what hides writing stands as its code. */
function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(visible).join('  '))
    .join('\n');
}

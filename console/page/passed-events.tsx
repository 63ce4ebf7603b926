import type { PassedEvent } from '../feed/documents';
import { clock, visible } from './format';
import { Json } from './json';
import { Outcome } from './outcome';

/** Events as they pass the buses, and where each went. */
export function PassedEvents({ events = [] }: { events?: readonly PassedEvent[] }) {
  return (
    <section class="cardbox" aria-label="Events as they pass">
      <h2>Events as they pass</h2>
      {events.length === 0 && <p class="dim">None yet: sign somebody up.</p>}
      <ol class="plain events">
        {events.map((passed) => (
          <Passed key={`${passed.at} ${String(passed.event.id)}`} of={passed} />
        ))}
      </ol>
    </section>
  );
}

function Passed({ of: { at, bus, event, deliveries } }: { of: PassedEvent }) {
  return (
    <li>
      <details>
        <summary>
          <span class="mono dim">{clock(Date.parse(at))}</span>{' '}
          <strong>{visible(String(event['detail-type']))}</strong>{' '}
          <span class="dim">
            {visible(bus)}
            {deliveries.length === 0 && ' · no rule takes it'}
          </span>{' '}
          {deliveries.map(({ rule, target, state, tries }) => (
            <span key={`${rule} ${target}`}>
              → {target.split(':').at(-1)} <Outcome of={state} />
              {tries > 1 && <span class="dim"> {tries} tries</span>}{' '}
            </span>
          ))}
        </summary>
        {deliveries.map(({ rule, target, error }) => (
          <p key={`${rule} ${target}`}>
            Rule {rule} → <span class="mono">{target}</span>{' '}
            {error && <span class="error">{visible(error)}</span>}
          </p>
        ))}
        <Json value={event} label="The event" />
      </details>
    </li>
  );
}

import type { EventDocument } from '../feed/documents';
import { clock, visible } from './format';

/** Every event of an execution as its log has it. */
export function ExecutionEvents({ events }: { events: readonly EventDocument[] }) {
  return (
    <details>
      <summary>Events ({events.length})</summary>
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>At</th>
            <th>Event</th>
            <th>State</th>
            <th>Error</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td class="mono">{event.id}</td>
              <td class="mono">{clock(event.at)}</td>
              <td>{event.type}</td>
              <td>{event.name}</td>
              <td class="mono error">{visible(event.error ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

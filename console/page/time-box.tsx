import { isoClock } from './format';
import type { Act } from './act';

const JUMPS = [
  ['30 s', 30],
  ['5 min', 300],
  ['30 min: the next delivery', 1800],
  ['2 h', 7200],
  ['a day', 86_400],
] as const;

/** The cloud's own time, and ways to let it pass. */
export function TimeBox({ now = '', act }: { now?: string; act: Act }) {
  return (
    <section class="cardbox" aria-label="Time">
      <h2>Time</h2>
      <p>
        Cloud time <span class="mono">{isoClock(now)}</span> UTC
      </p>
      <p class="buttons">
        {JUMPS.map(([title, forwardSeconds]) => (
          <button
            key={title}
            type="button"
            onClick={act('local/time', { forwardSeconds }, `${title} passed.`)}
          >
            + {title}
          </button>
        ))}
      </p>
    </section>
  );
}

import type { ComponentChildren } from 'preact';
import { visible } from './format';
import { Link } from './router';

export type Tone = 'good' | 'bad' | 'warn' | 'info';

interface StopProps {
  readonly title: string;
  readonly value: string;
  readonly unit?: string;
  readonly detail: string;
  readonly tone: Tone;
  readonly to?: string;
}

/** One stop on the way of a registration: a number and what it means; perhaps it leads on. */
export function Stop({ title, value, unit, detail, tone, to }: StopProps) {
  const body: ComponentChildren = (
    <>
      <span class="stop-title">
        <b aria-hidden="true">{GLYPHS[tone]}</b> {title}
      </span>
      <span class="stop-value">
        {value} {unit && <small>{unit}</small>}
      </span>
      <small class="dim">{visible(detail)}</small>
    </>
  );
  return (
    <li class={`stop ${tone}`}>
      {to ? (
        <Link to={to} class="stop-body">
          {body}
        </Link>
      ) : (
        <div class="stop-body">{body}</div>
      )}
    </li>
  );
}

const GLYPHS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', warn: '!', info: '·' };

import { useState } from 'preact/hooks';
import type { About, HopDocument, UserDocument } from '../feed/documents';
import { ask } from './feed';
import { clock, duration, visible } from './format';
import { Json } from './json';
import { Notice } from './notice';
import { RegistrationStrip } from './registration-strip';
import { Link, type Place, refine } from './router';
import { useFeed } from './use-feed';

/** Idle time that is folded into a line, in milliseconds. */
const IDLE = 10_000;

/** One person: every stop from the sign-up to the event, over all deliveries and replays, and what is missing. */
export function User({ about, place, reveal }: { about: About; place: Place; reveal: boolean }) {
  const asked = place.query.get('q') ?? '';
  const [typed, setTyped] = useState(asked);
  return (
    <main class="page">
      <h1>User</h1>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          refine(place, { q: typed.trim() }, false);
        }}
      >
        <input
          type="search"
          aria-label="E-mail address or Cognito id"
          placeholder="e-mail address or Cognito id (sub)"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button class="primary">Find</button>
      </form>
      {asked && <Found key={`${asked} ${reveal}`} asked={asked} about={about} reveal={reveal} />}
      {!asked && <p class="dim">What happened to one person, in one line of time.</p>}
    </main>
  );
}

function Found({ asked, about, reveal }: { asked: string; about: About; reveal: boolean }) {
  const { data, error } = useFeed(asked, about.pollEvery * 3, () =>
    ask<UserDocument>('user', { q: asked, reveal: reveal ? 1 : undefined }),
  );
  if (!data) return error ? <Notice error={error} /> : <p class="dim">loading …</p>;
  const { cognitoId, user, cognito, row, hops, executions, missing, notes } = data;
  return (
    <>
      <p class="facts">
        <span dir="auto">{visible(user ?? '')}</span>
        <span class="mono">{cognitoId}</span>
        {cognito && <span>{cognito.status.toLowerCase()} in Cognito</span>}
      </p>
      {missing.map((each) => (
        <p key={each} class="notice bad">
          ✕ {each}
        </p>
      ))}
      {notes.map((each) => (
        <p key={each} class="notice warn">
          Not looked at. {visible(each)}
        </p>
      ))}
      <RegistrationStrip rows={executions} />
      <ol class="hops" aria-label="In order of time">
        {hops.map((hop, at) => (
          <Hop key={at} hop={hop} before={hops[at - 1]} />
        ))}
      </ol>
      {row && (
        <details open>
          <summary>The row in the table users</summary>
          <Json value={row} label="The row" />
        </details>
      )}
    </>
  );
}

const GLYPHS: Readonly<Record<HopDocument['tone'], string>> = { good: '✓', bad: '✕', warn: '↺', info: '·' };

function Hop({ hop, before }: { hop: HopDocument; before?: HopDocument }) {
  const idle = before ? hop.at - before.at : 0;
  const to = hop.executionId
    ? `/executions/${hop.executionId}`
    : hop.failureId
      ? `/failures/${encodeURIComponent(hop.failureId)}`
      : undefined;
  return (
    <>
      {idle > IDLE && <li class="gap">{duration(idle)} later</li>}
      <li class={`hop ${hop.tone}`}>
        <span class="mono dim">{clock(hop.at)}</span>
        <b aria-hidden="true">{GLYPHS[hop.tone]}</b>
        <span>
          <strong>{hop.where}</strong> {to ? <Link to={to}>{visible(hop.what)}</Link> : visible(hop.what)}
        </span>
        <span class="dim mono">{before && idle <= IDLE ? `+${duration(idle)}` : ''}</span>
      </li>
    </>
  );
}

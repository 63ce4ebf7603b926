import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Complaint, HandOverDocument, JobDocument } from '../feed/documents';
import { ask, change } from './feed';
import { visible } from './format';
import { Notice } from './notice';
import { ReasonForm } from './reason-form';
import { ReplayRun } from './replay-run';
import { Link, type Place } from './router';
import { complaintOf, useFeed } from './use-feed';

interface Props {
  readonly id: string;
  readonly place: Place;
  readonly reveal: boolean;
  readonly allowed: boolean;
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** Decides over an address that two people claim: who loses it, who gets it, why. */
export function HandOver({ id, place, reveal, allowed, onStart, onEnd }: Props) {
  const [job, setJob] = useState('');
  const [refused, setRefused] = useState<Complaint>();
  const { data, error } = useFeed(`hand-over ${id} ${reveal}`, 0, () =>
    ask<HandOverDocument>('hand-over', { id, reveal: reveal ? 1 : undefined }),
  );
  const give = (reason: string) =>
    change<JobDocument>('hand-over', { id, reason, hash: data?.hash }).then(
      (started) => {
        setJob(started.id);
        onStart();
      },
      (failure: unknown) => setRefused(complaintOf(failure)),
    );
  return (
    <section class="cardbox" aria-label="Hand over">
      <h2>Hand the address over</h2>
      <Notice error={refused ?? error} />
      {data && !job && <Decision of={data} />}
      {data && !job && allowed && (
        <ReasonForm
          why="Why does the newcomer get it? It is kept in the record."
          placeholder="the old account is of a colleague who left"
          onGive={(reason) => void give(reason)}
        >
          <button class="danger">Hand it over</button>
        </ReasonForm>
      )}
      {job && <ReplayRun job={job} failureId={id} place={place} reveal={reveal} onEnd={onEnd} />}
    </section>
  );
}

function Decision({ of: { address, loses, gets, command } }: { of: HandOverDocument }) {
  return (
    <>
      <p>
        Two people claim <strong dir="auto">{visible(address)}</strong>. A replay asks Cognito again; this
        decides without it.
      </p>
      <dl class="facts-list">
        <Person title="Loses it" sub={loses.cognito_id} hasIt={loses.has_it_in_cognito}>
          row {loses.user_id} stays, with a placeholder for an address
        </Person>
        <Person title="Gets it" sub={gets.cognito_id} hasIt={gets.has_it_in_cognito}>
          a row of their own
        </Person>
      </dl>
      <p class="dim">
        The same on the command line: <code>{command}</code>
      </p>
    </>
  );
}

interface PersonProps {
  readonly title: string;
  readonly sub: string;
  readonly hasIt: boolean;
  readonly children: ComponentChildren;
}

function Person({ title, sub, hasIt, children }: PersonProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Link to={`/user?q=${encodeURIComponent(sub)}`}>{sub}</Link>
        <br />
        {hasIt ? 'has this address in Cognito' : 'does not have this address in Cognito (any more)'};{' '}
        {children}
      </dd>
    </div>
  );
}

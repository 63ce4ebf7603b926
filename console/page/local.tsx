import { useState } from 'preact/hooks';
import type { About, Complaint, LocalDocument } from '../feed/documents';
import type { Act } from './act';
import { ask, change } from './feed';
import { FaultsBox } from './faults-box';
import { Notice } from './notice';
import { MemberTable } from './member-table';
import { PassedEvents } from './passed-events';
import { SignUpBox } from './sign-up-box';
import { TimeBox } from './time-box';
import { complaintOf, useFeed } from './use-feed';

/** What only the local cloud can do: sign somebody up, break things, let time pass, and look behind the scenes. */
export function Local({ about, reveal }: { about: About; reveal: boolean }) {
  const { data, error, again } = useFeed(`local ${reveal}`, about.pollEvery * 2, () =>
    ask<LocalDocument>('local', { reveal: reveal ? 1 : undefined }),
  );
  const [failure, setFailure] = useState<Complaint>();
  const [said, setSaid] = useState('');
  const act: Act = (path, body, done) => () => {
    setSaid('…');
    change(path, body).then(
      () => {
        setSaid(done);
        setFailure(undefined);
        again();
      },
      (refused: unknown) => {
        setSaid('');
        setFailure(complaintOf(refused));
      },
    );
  };
  return (
    <main class="page">
      <h1>Faults and time</h1>
      <Notice error={failure ?? error} />
      <p class="dim" aria-live="polite">
        {said || 'Everything here happens in the local cloud alone.'}
      </p>
      <div class="halves">
        <SignUpBox act={act} />
        <TimeBox now={data?.now} act={act} />
      </div>
      <FaultsBox faults={data?.faults} act={act} />
      <PassedEvents events={data?.events} />
      <MemberTable
        title="Table users"
        rows={data?.users}
        link={(row) => (typeof row.cognito_id === 'string' ? `/user?q=${row.cognito_id}` : undefined)}
      />
      <MemberTable
        title="Alerts to operators"
        rows={data?.inbox}
        members={['publishedAt', 'subject', 'message']}
      />
      <MemberTable title="Mail to users" rows={data?.mailbox} members={['at', 'to', 'subject', 'code']} />
    </main>
  );
}

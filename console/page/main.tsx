import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { About } from '../feed/documents';
import { ask } from './feed';
import { Execution } from './execution';
import { Executions } from './executions';
import { Failure } from './failure';
import { Failures } from './failures';
import { Local } from './local';
import { Notice } from './notice';
import { Overview } from './overview';
import { Reconcile } from './reconcile';
import { Link, type Place, usePlace } from './router';
import { useFeed } from './use-feed';
import { User } from './user';
import { Workflow } from './workflow';

const PAGES: readonly (readonly [path: string, title: string, localOnly?: boolean])[] = [
  ['/', 'Overview'],
  ['/executions', 'Executions'],
  ['/failures', 'Failures'],
  ['/user', 'User'],
  ['/reconcile', 'Reconcile'],
  ['/workflow', 'Workflow'],
  ['/local', 'Faults and time', true],
];

function App() {
  const place = usePlace();
  const [reveal, setReveal] = useState(sessionStorage.getItem('reveal') === '1');
  const { data: about, error } = useFeed('about', 30_000, () => ask<About>('about'));
  const toggle = () => {
    sessionStorage.setItem('reveal', reveal ? '' : '1');
    setReveal(!reveal);
  };
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header>
        <Link to="/" class="brand">
          <span aria-hidden="true">◆</span> registrar
        </Link>
        <nav aria-label="Pages">
          {PAGES.filter(([, , localOnly]) => !localOnly || about?.feed === 'local').map(([path, title]) => (
            <Link
              key={path}
              to={path}
              aria-current={
                place.path === path || (path !== '/' && place.path.startsWith(path)) ? 'page' : undefined
              }
            >
              {title}
            </Link>
          ))}
        </nav>
        <span class="grow" />
        <button
          type="button"
          class="quiet"
          aria-pressed={reveal}
          onClick={toggle}
          title="E-mail addresses, phone numbers and names are masked otherwise"
        >
          {reveal ? 'hide names' : 'reveal names'}
        </button>
        {about && (
          <span
            class={`feed ${about.feed}`}
            title={about.allowChanges ? 'This page may replay and discard.' : 'This page only looks.'}
          >
            {about.feed === 'local' ? 'local cloud' : `AWS ${about.region}`} · {about.stack}
            {!about.allowChanges && ' · read only'}
          </span>
        )}
      </header>
      <div id="content">
        {about ? (
          <Page about={about} place={place} reveal={reveal} />
        ) : (
          <main class="page">
            <h1>Registrar</h1>
            <Notice error={error} />
          </main>
        )}
      </div>
    </>
  );
}

function Page({ about, place, reveal }: { about: About; place: Place; reveal: boolean }) {
  const [, page = '', id = ''] = place.path.split('/');
  const props = { about, place, reveal };
  if (page === 'executions' && id) return <Execution key={id} id={id} {...props} />;
  if (page === 'executions') return <Executions {...props} />;
  if (page === 'failures') return id ? <Failure key={id} id={id} {...props} /> : <Failures {...props} />;
  if (page === 'user') return <User key={place.query.get('q')} {...props} />;
  if (page === 'reconcile') return <Reconcile about={about} />;
  if (page === 'workflow') return <Workflow place={place} />;
  if (page === 'local') return <Local {...props} />;
  return <Overview about={about} />;
}

const root = document.getElementById('root');
if (root) render(<App />, root);

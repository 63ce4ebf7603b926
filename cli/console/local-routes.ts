import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import type { LocalDocument } from '../../console/feed/documents';
import { confirmTestUser, signUpTestUser } from '../sign-up/test-user';
import { mask } from '../terminal/mask';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';
import { revealed, type Route } from './route';

/** What only the local cloud has: faults, time, mail, the table as its owner sees it. Through its own API, like everybody's. */
export const localRoutes: readonly Route[] = [
  { method: 'GET', path: 'local', handle: (feed, { query }) => readLocal(feed, revealed(query)) },
  {
    method: 'POST',
    path: 'local/fault',
    changes: true,
    handle: (feed, { body }) => local(feed, 'POST', 'faults', body),
  },
  { method: 'POST', path: 'local/clear', changes: true, handle: (feed) => local(feed, 'DELETE', 'faults') },
  {
    method: 'POST',
    path: 'local/time',
    changes: true,
    handle: (feed, { body }) => local(feed, 'POST', 'time', body),
  },
  { method: 'POST', path: 'local/sign-up', changes: true, handle: (feed, { body }) => signUp(feed, body) },
];

const SHOWN = 50;

async function readLocal(feed: Feed, reveal: boolean): Promise<LocalDocument> {
  const get = <Answer>(path: string) => local(feed, 'GET', path) as Promise<Answer>;
  const [{ faults }, { now }, { messages: inbox }, { messages: mailbox }, { events }, users] =
    await Promise.all([
      get<Pick<LocalDocument, 'faults'>>('faults'),
      get<Pick<LocalDocument, 'now'>>('time'),
      get<Mails>('inbox'),
      get<Mails>('cognito/mailbox'),
      get<Pick<LocalDocument, 'events'>>('events'),
      readUsers(feed),
    ]);
  const shown = <Data>(data: Data) => (reveal ? data : (mask(data) as Data));
  return {
    faults,
    now,
    inbox: inbox.slice(0, SHOWN),
    mailbox: shown(mailbox.slice(-SHOWN).reverse()),
    events: events.slice(0, SHOWN).map((each) => ({ ...each, event: shown(each.event) })),
    users: shown(users),
  };
}

interface Mails {
  readonly messages: LocalDocument['inbox'];
}

async function local({ endpoint }: Feed, method: string, path: string, body?: unknown): Promise<unknown> {
  if (endpoint === undefined)
    throw new UserError({
      where: 'console',
      what: 'AWS has no such thing',
      fix: 'Do it in the local cloud: npm start.',
    });
  const response = await fetch(`${endpoint}/_local/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const document = response.status === 204 ? {} : ((await response.json()) as { message?: string });
  if (response.ok) return document;
  throw new UserError({
    where: `local ${path}`,
    what: document.message ?? `status ${response.status}`,
    fix: 'Change it and try again.',
  });
}

async function readUsers({ session }: Feed): Promise<LocalDocument['users']> {
  const { formattedRecords = '[]' } = await session.client(RDSDataClient).send(
    new ExecuteStatementCommand({
      resourceArn: await session.output('DatabaseClusterArn'),
      secretArn: await session.output('DatabaseSecretArn'),
      database: await session.output('DatabaseName'),
      sql: `SELECT * FROM users ORDER BY created_at DESC NULLS LAST LIMIT ${SHOWN}`,
      formatRecordsAs: 'JSON',
    }),
  );
  return JSON.parse(formattedRecords) as LocalDocument['users'];
}

async function signUp(feed: Feed, body: unknown): Promise<unknown> {
  const { email, name } = body as { email?: unknown; name?: unknown };
  if (feed.about.feed !== 'local' || typeof email !== 'string' || !email.includes('@'))
    throw new UserError({
      where: 'sign-up',
      what: 'takes an e-mail address',
      fix: 'Give one, such as ada@example.com.',
    });
  const cognitoId = await signUpTestUser(feed.session, {
    email,
    ...(typeof name === 'string' && name && { name }),
  });
  await confirmTestUser(feed.session, email);
  return { cognitoId };
}

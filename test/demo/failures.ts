import { setTimeout as sleep } from 'node:timers/promises';
import type { Actions } from './actions';
import { registrar } from './registrar';

/** A person at the keyboard and a cloud whose database goes away. */
export interface FailureStory {
  readonly endpoint: string;
  readonly actions: Actions;
  /** A line for the one who watches. */
  readonly say: (line: string) => void;
}

/** Longer than the three waits between four deliveries. */
const UNTIL_PARKED = 3 * 30 * 60;

/** Tells how an operator finds, understands and mends two failures with the command line. Answers whether all went well. */
export async function tellFailures(story: FailureStory): Promise<boolean> {
  const steps = [await parkedUser(story), await rejectedUser(story)];
  const { count } = JSON.parse((await registrar(story.endpoint, 'failures', '--json')).stdout) as {
    count: number;
  };
  story.say(count === 0 ? '\nNobody is left behind.' : `\n✘ ${count} failures are left.`);
  return steps.every(Boolean) && count === 0;
}

async function parkedUser(story: FailureStory): Promise<boolean> {
  const { say, actions } = story;
  say('\n── The database is out for an hour and a half while Ada signs up.');
  const error = { code: 'DatabaseUnavailableException', message: 'The database is not available' };
  const outage = { service: 'rds-data', operation: 'ExecuteStatement', error };
  await local(story, 'POST', 'faults', outage);
  await actions.signUp({ email: 'ada@example.com', name: 'Ada Lovelace' });
  await sleep(500);
  await local(story, 'POST', 'time', { forwardSeconds: UNTIL_PARKED });
  say('\n── Four deliveries failed. The operators get this:\n');
  const { messages } = (await local(story, 'GET', 'inbox')) as { messages: { message: string }[] };
  say(messages[0]?.message ?? '✘ no alert');
  const id = await latestFailure(story);
  await tell(story, 'failures');
  await tell(story, 'show', id);
  await tell(story, 'replay', id, '--dry-run');
  say('\n── The database is back.');
  await local(story, 'DELETE', 'faults');
  return tell(story, 'replay', id, '--reason', 'the database is back');
}

async function rejectedUser(story: FailureStory): Promise<boolean> {
  const { say, actions } = story;
  say(
    '\n── Somebody signs up with a name that the table cannot hold. It is rejected at once; no alert for that.',
  );
  await actions.signUp({ email: 'grace@example.com', name: 'Grace '.repeat(50).trim() });
  await sleep(1500);
  const id = await latestFailure(story);
  await tell(story, 'show', id);
  const edit = ['--set', 'body.detail.data.name=Grace Hopper'];
  await tell(story, 'replay', id, ...edit, '--dry-run');
  return tell(story, 'replay', id, ...edit, '--reason', 'asked her for her name');
}

async function latestFailure(story: FailureStory): Promise<string> {
  const { stdout } = await registrar(story.endpoint, 'failures', '--json');
  const { failures } = JSON.parse(stdout) as { failures: { failure_id: string }[] };
  return failures.at(-1)?.failure_id ?? 'nothing-failed';
}

/** Runs a command before the audience. */
async function tell(story: FailureStory, ...args: string[]): Promise<boolean> {
  story.say(`\n$ npx registrar ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(' ')}`);
  const { code, both } = await registrar(story.endpoint, ...args);
  story.say(both.trimEnd());
  return code === 0;
}

async function local(
  { endpoint }: FailureStory,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${endpoint}/_local/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} /_local/${path}: ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

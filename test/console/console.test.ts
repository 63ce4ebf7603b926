import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { source as axe } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { parse } from 'yaml';
import { mount } from '../../cli/console/mount';
import { inCognito } from '../faults/in-cognito';
import { operateCloud, type OperatedCloud } from '../cli/operated-cloud';
import type { Registration } from '../cli/registrations';
import { chromiumPath, startBrowser } from './browser';

const away = {
  service: 'rds-data',
  operation: 'ExecuteStatement',
  caller: 'UpsertUser',
  error: { code: 'AccessDeniedException', message: 'The login may not do that' },
};
const hostile = '<img src=x onerror=document.title="owned"> \u202Eada';

if (!chromiumPath) console.log('Skipped: no Chromium is installed (or named by CHROMIUM).');

(chromiumPath ? describe : describe.skip)('the console', () => {
  let operated: OperatedCloud;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let parked: Registration;
  const asked: string[] = [];
  const problems: string[] = [];
  const rows = () => page.locator('.list').getByRole('option');
  /** A user of the pool whom no event tells of. */
  async function signUpUnseen(Username: string): Promise<string> {
    const { faults, outputs, context: cloud } = operated.cloud;
    const call = <Answer>(operation: string, input: object) =>
      cloud.call<Answer>('cognito-idp', operation, input, { caller: 'test' });
    for (const [service, operation] of [
      ['events', 'PutEvents'],
      ['sqs', 'SendMessage'],
    ] as const)
      faults.add({ service, operation, caller: 'lambda:', error: { code: 'AccessDeniedException' } });
    const { UserPoolId, UserPoolClientId: ClientId } = outputs;
    const UserAttributes = [{ Name: 'email', Value: Username }];
    const user = { ClientId, Username, Password: 'Correct-Horse-1', UserAttributes };
    const { UserSub } = await call<{ UserSub: string }>('SignUp', user);
    await call('AdminConfirmSignUp', { UserPoolId, Username });
    faults.clear();
    return UserSub;
  }
  const at = (path: string) => `${operated.cloud.endpoint}/console${path}`;

  beforeAll(async () => {
    execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: join(__dirname, '../..') });
    [operated, browser] = await Promise.all([
      operateCloud(5, [{ path: '/console', open: mount }]),
      startBrowser(),
    ]);
    parked = operated.registration({ name: hostile });
    await operated.fail(parked, away);
    await operated.fail(operated.registration());
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('request', (each) => asked.push(each.url()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await operated?.stop();
  });

  it('leads a browser that opens the endpoint to the page', async () => {
    await page.goto(operated.cloud.endpoint);

    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(page.url()).toBe(at('/'));
    expect(await page.getByRole('listitem').filter({ hasText: 'Open failures' }).textContent()).toContain(
      '1',
    );
  });

  it('turns red without reloading when the pipe stops, and green when it runs', async () => {
    const pipe = (operation: string) =>
      operated.cloud.context.call(
        'pipes',
        operation,
        { Name: operated.cloud.outputs.PipeName },
        { caller: 'test' },
      );

    await pipe('StopPipe');
    await page.getByRole('alert').filter({ hasText: 'The pipe is STOPPED' }).waitFor();
    await pipe('StartPipe');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('keeps filters in the address, so that Back brings them back', async () => {
    await page.goto(at('/executions'));
    await page.getByLabel('Outcome').selectOption('rejected,parked');
    await rows().first().click();
    await page.getByRole('heading', { name: /Execution delivery 4/ }).waitFor();

    await page.goBack();

    await page.getByText('1 execution').waitFor();
    expect(await page.getByLabel('Outcome').inputValue()).toBe('rejected,parked');
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('rejected,parked');
  });

  it('finds a person by the whole e-mail address, which it shows masked', async () => {
    const email = `${parked.cognitoId.slice(0, 8)}@example.com`;
    await page.goto(at(`/executions?q=${email}`));
    await page.getByText('1 execution').waitFor();

    expect(await rows().textContent()).not.toContain(email);
  });

  it('is walked by keys alone, from the list to a step', async () => {
    await page.goto(at('/executions?outcome=parked'));
    await rows().first().waitFor();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const step = page.getByRole('button', { name: /^RecordFailure .*succeeded/ }).first();
    await step.focus();
    await page.keyboard.press('Enter');

    await page.getByRole('region', { name: 'RecordFailure' }).waitFor();
    expect(new URL(page.url()).searchParams.get('step')).toBe('RecordFailure');
  });

  it('colours the way that the execution went, and no other', async () => {
    await page.goto(at('/executions?outcome=parked'));
    await rows().first().click();
    await page
      .getByRole('button', { name: /^UpsertUser .*caught/ })
      .first()
      .waitFor();
    const steps = await page.getByRole('list', { name: 'Steps over time' }).getByRole('listitem').count();
    const labels = await page.locator('svg .label.taken').allTextContents();

    expect(steps).toBeGreaterThan(8);
    expect(await page.locator('svg path.taken').count()).toBe(steps - 1);
    expect(labels).toEqual(expect.arrayContaining(['from the queue, replay', 'announced by nobody']));
    expect(labels).not.toContain('deliveries left');
  });

  it('shows what the function of a step wrote about this invocation and no other, when it answered and when it threw', async () => {
    const rejected = operated.registration({ email: 'no address' });
    await operated.fail(rejected);
    const log = async (outcome: string, cognitoId: string) => {
      await page.goto(at(`/executions?outcome=${outcome}&q=${cognitoId}`));
      await rows().first().click();
      await page
        .getByRole('button', { name: /^ValidateUser / })
        .first()
        .click();
      await page.getByRole('tab', { name: 'Log' }).click();
      return page.getByRole('list', { name: 'Log of ValidateUser' }).innerText();
    };

    const [answered, threw] = [
      await log('parked', parked.cognitoId),
      await log('rejected', rejected.cognitoId),
    ];

    expect(answered).toContain('Registration is valid');
    expect(threw).toContain('Registration is not let through');
    expect(threw).toContain('InvalidRegistrationError');
    for (const each of [answered, threw])
      expect(new Set(each.match(/(?<=RequestId: )[0-9a-f-]{36}/g)).size).toBe(1);
  });

  it('tries the step that failed alone, from its node, and calls nothing', async () => {
    await page.goto(at(`/executions?outcome=parked&q=${parked.cognitoId}`));
    await rows().first().click();
    await page.getByRole('link', { name: 'Try it alone…' }).click();
    const trial = page.getByRole('region', { name: 'Trial of UpsertUser' });

    await trial.getByText('✓ succeeded').waitFor();
    expect(await trial.textContent()).toContain(`npx registrar try ${parked.failureId}`);
    expect(await trial.textContent()).toContain('Nothing was called.');
    expect(await operated.rows(parked.cognitoId)).toEqual([]);
  });

  it('draws the other workflow too, each of its states', async () => {
    const file = join(__dirname, '../../statemachine/reconcile-users.asl.yaml');
    const { States } = parse(readFileSync(file, 'utf8')) as { States: object };
    await page.goto(at('/workflow'));
    await page.getByRole('link', { name: 'Reconciliation' }).click();
    await page.getByRole('button', { name: /^ListUsers / }).waitFor();

    const names = await page.locator('svg .step .name').allTextContents();
    expect(Object.keys(States).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('replays from the plan to the end, with changed data, and shows the run on the graph', async () => {
    await page.goto(at(`/failures/${parked.failureId}`));
    await page.getByText('Change the data first').click();
    await page.getByLabel('name', { exact: false }).last().fill('Ada King');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByLabel('Why? It is kept in the record.').fill('the right is back');
    await page.getByRole('button', { name: 'Run this plan' }).click();

    await page.getByText('Registered; the record is resolved.').waitFor();
    await page.getByRole('button', { name: /^ValidateUser .*skipped by the replay/ }).waitFor();
    expect(await operated.rows(parked.cognitoId)).toMatchObject([{ name: 'Ada King' }]);
  });

  it('refuses a plan that somebody else has overtaken', async () => {
    const other = operated.registration();
    await operated.fail(other, away);
    await page.goto(at(`/failures/${other.failureId}`));
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByLabel('Why? It is kept in the record.').fill('me too');
    await operated.ask(0, 'replay', other.failureId, '--reason', 'quicker');
    await page.getByRole('button', { name: 'Run this plan' }).click();

    await page.getByRole('alert').filter({ hasText: 'resolved already' }).waitFor();
  });

  it('hands an address over from the record that was refused it, with the reason kept', async () => {
    const email = 'ida@example.com';
    const [holder, newcomer] = [operated.registration({ email }), operated.registration({ email })];
    await operated.fail(holder);
    operated.cloud.faults.add(inCognito({ id: holder.cognitoId, email }));
    await operated.fail(newcomer);
    await page.goto(at(`/failures/${newcomer.failureId}`));
    const box = page.getByRole('region', { name: 'Hand over' });
    await box.getByText(holder.cognitoId).waitFor();
    await box.getByRole('textbox').fill('a colleague who left');
    await box.getByRole('button', { name: 'Hand it over' }).click();

    await box.getByText('Registered; the record is resolved.').waitFor();
    expect(await operated.rows(newcomer.cognitoId)).toMatchObject([{ email }]);
    operated.cloud.faults.clear();
  });

  it('replays many: one first, and the rest when that went well', async () => {
    const many = Array.from({ length: 3 }, () => operated.registration());
    await Promise.all(many.map((each) => operated.fail(each, away)));
    await page.goto(at('/failures'));
    await page.getByRole('button', { name: 'Replay all 3…' }).click();
    const step = '--step UpsertUser --error RdsData.AccessDeniedException';
    await page.getByText(`npx registrar replay --all ${step} --reason "…"`).waitFor();
    await page.getByLabel('Why? It is kept in each record.').fill('the right is back');
    await page.getByRole('button', { name: 'Replay one, then the other 2' }).click();

    await page.getByText('3 of 3 replayed, 3 well').waitFor();
    expect(await operated.rows(many[2]?.cognitoId ?? '')).toHaveLength(1);
  });

  it('compares the pool with the table, shows who differs, and mends it', async () => {
    const sub = await signUpUnseen('ida@example.org');
    await page.goto(at('/reconcile'));
    const form = page.getByRole('region', { name: 'Begin a run' });
    const begin = async (button: string) => {
      await form.getByRole('textbox').fill('a lost event');
      await form.getByRole('button', { name: button }).click();
      await page.getByText('✓ The run has ended.').waitFor();
    };
    const differing = page
      .getByRole('table', { name: 'Who differs' })
      .getByRole('row')
      .filter({ hasText: sub });
    await begin('Compare alone');
    await differing.getByText('missing').waitFor();
    expect(await differing.textContent()).toContain('not yet');
    expect(await operated.rows(sub)).toEqual([]);
    await form.getByLabel('missing').check();
    expect(await form.textContent()).toContain('npx registrar reconcile --apply missing --reason');
    await begin('Compare and mend');

    await differing.getByText('registered').waitFor();
    expect(await operated.rows(sub)).toMatchObject([{ email: 'ida@example.org' }]);
  });

  it('shows events as they pass, and where each went', async () => {
    await page.goto(at('/local'));
    const events = page.getByRole('region', { name: 'Events as they pass' });
    await page.getByLabel('E-mail').fill('kay@example.com');
    await page.getByRole('button', { name: 'Sign up and confirm' }).click();

    const newest = (n: number) => events.getByRole('listitem').nth(n);
    await newest(0).getByText('user.persisted', { exact: true }).waitFor();
    await newest(1)
      .getByText(/user\.registered.*✓ delivered/)
      .waitFor();
    await newest(1).getByRole('group').click();
    await newest(1).getByText('"username"').waitFor();
    expect(await events.textContent()).not.toContain('kay@example.com');
  });

  it('leads from a person to the record that is open', async () => {
    const stuck = operated.registration();
    await operated.fail(stuck, away);
    await page.goto(at(`/user?q=${stuck.cognitoId}`));
    await page.getByRole('link', { name: /open, parked/ }).click();

    await page.getByText(stuck.failureId, { exact: true }).waitFor();
  });

  it('shows a hostile name as text, every character of it', async () => {
    await page.goto(at(`/user?q=${parked.cognitoId}`));
    await page.getByText('the row was created').waitFor();
    await page.getByRole('button', { name: 'reveal names' }).click();
    await page.getByRole('link', { name: 'delivery 4 started' }).click();
    const text = await page.getByLabel('Input of the execution').textContent();

    expect(text).toContain('<img src=x onerror=document.title=\\"owned\\"> \\u202eada');
    expect(await page.title()).toBe('Registrar');
    await page.getByRole('button', { name: 'hide names' }).click();
  });

  it('scrolls through ten thousand executions without a task over 50 ms: only those exist that are seen', async () => {
    await page.route('**/api/executions?*', (route) => {
      const isFirst = new URL(route.request().url()).searchParams.get('after') === '0';
      const rows = isFirst ? madeUpRows(10_000) : [];
      return route.fulfill({ json: { rows, gone: [], version: 1, steps: [] } });
    });
    await page.goto(at('/executions'));
    await page.getByText('10,000 executions').waitFor();

    expect(await blockedWhileScrolling(page.getByRole('listbox'))).toEqual([]);
    await page.getByRole('listbox').press('End');
    await page.getByText('user 9999', { exact: true }).waitFor();
    expect(await rows().count()).toBeLessThan(80);
    await page.unroute('**/api/executions?*');
  });

  it('has no barrier that axe finds, and fits a phone, page by page', async () => {
    const pages = [
      '/',
      '/executions',
      `/failures/${parked.failureId}`,
      '/failures',
      `/user?q=${parked.cognitoId}`,
      '/reconcile',
      '/workflow',
      '/local',
    ];
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of pages)
      for (const colorScheme of path === '/' ? DARK_TOO : LIGHT) {
        await page.emulateMedia({ colorScheme });
        await page.goto(at(path));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByText('loading …').waitFor({ state: 'detached' });
        expect([path, await overflow(page)]).toEqual([path, 0]);
        expect([path, colorScheme, await barriers(page)]).toEqual([path, colorScheme, []]);
      }
  });

  it('asks this machine alone, and is small', async () => {
    const own = asked.filter((url) => url.startsWith(operated.cloud.endpoint) || url.startsWith('data:,'));
    const bodies = await Promise.all(
      ['/', '/console.js', '/console.css'].map((path) =>
        fetch(at(path)).then((answer) => answer.arrayBuffer()),
      ),
    );

    expect(asked.filter((url) => !own.includes(url))).toEqual([]);
    expect(bodies.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(200_000);
    expect(problems.filter((problem) => !/40[09] \(/.test(problem))).toEqual([]);
  });

  it.each([
    ['a rebound host', { host: 'evil.example:4566' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['who has no token', { 'x-console-token': 'guessed' }],
  ])('neither shows nor does anything for %s', async (_, headers) => {
    const token = await page.locator('meta[name=console-token]').getAttribute('content');
    const all = { 'x-console-token': token ?? '', ...headers };

    expect(await statusOf(at('/api/failures'), 'GET', all)).toBe(403);
    expect(await statusOf(at('/api/local/fault'), 'POST', all)).toBe(403);
    expect(await statusOf(at('/api/bulk'), 'POST', all)).toBe(403);
  });
});

const LIGHT = ['light'] as const;
const DARK_TOO = ['light', 'dark'] as const;

/** By how many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.locator('html').evaluate((html: Wide) => html.scrollWidth - html.clientWidth);
}

function madeUpRows(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `e:${index}`, arn: `arn:${index}`, startedAt: 1e12 - index, endedAt: 1e12 },
    ...{ outcome: 'registered', startedBy: 'delivery', delivery: 1, user: `user ${index}` },
  }));
}

/**
 * Durations of the tasks over 50 ms (Long Tasks API) while a list is scrolled from end to end, in the best of some short rounds: what
 * other programs take from this machine blocks one round or another, what the page does on each step blocks every one.
 */
async function blockedWhileScrolling(list: Locator): Promise<number[]> {
  let best = await list.evaluate(scrollOnce);
  for (let round = 1; round < ROUNDS && best.length > 0; round++) {
    const blocked = await list.evaluate(scrollOnce);
    if (sum(blocked) < sum(best)) best = blocked;
  }
  return best;
}

const ROUNDS = 12;

async function scrollOnce(list: Scrolled): Promise<number[]> {
  const long: number[] = [];
  const observer = new PerformanceObserver((seen) =>
    long.push(...seen.getEntries().map(({ duration }) => duration)),
  );
  // The types of Node know the performance entries of Node alone.
  observer.observe({ type: 'longtask' as 'mark' });
  const frame = () =>
    new Promise((resolve) => (globalThis as unknown as Frames).requestAnimationFrame(resolve));
  const steps = 20;
  for (let step = 0; step <= steps; step++) {
    list.scrollTop = (list.scrollHeight * step) / steps;
    await frame();
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return long;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface Scrolled {
  scrollTop: number;
  readonly scrollHeight: number;
}

interface Frames {
  requestAnimationFrame(then: (time: number) => void): void;
}

interface Wide {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

async function barriers(page: Page): Promise<string[]> {
  // The page takes no script but its own; the debugger is not bound by that.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: { run(): Promise<Found> } };
    const { violations } = await engine.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** With headers that fetch does not send. */
function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end(method === 'POST' ? '{}' : undefined);
  });
}

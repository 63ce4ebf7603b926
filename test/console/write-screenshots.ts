import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { mount } from '../../cli/console/mount';
import { operateCloud, type OperatedCloud } from '../cli/operated-cloud';
import { chromiumPath, startBrowser } from './browser';

const DIRECTORY = join(__dirname, '../../docs/screenshots');

const away = {
  service: 'rds-data',
  operation: 'ExecuteStatement',
  caller: 'UpsertUser',
  error: { code: 'AccessDeniedException', message: 'The login may not do that' },
};

/** Pictures of the pages, light and dark, of a cloud in which some registrations failed. */
async function main(): Promise<void> {
  if (!chromiumPath) throw new Error('No Chromium is installed; name one by CHROMIUM.');
  mkdirSync(DIRECTORY, { recursive: true });
  const operated = await operateCloud(5, [{ path: '/console', open: mount }]);
  const browser = await startBrowser();
  try {
    const failure = await happen(operated);
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of Object.entries(pages(failure)))
        await shoot(page, `${operated.cloud.endpoint}/console${path}`, `${name}-${colorScheme}`);
    }
  } finally {
    await browser.close();
    await operated.stop();
  }
}

const pages = (failure: string) => ({
  overview: '/',
  executions: '/executions',
  execution: '/executions?outcome=parked',
  failures: '/failures',
  failure: `/failures/${failure}`,
  workflow: '/workflow',
  reconcile: '/reconcile',
});

/** Signs some up, lets some fail. Answers the id of a failure. */
async function happen(operated: OperatedCloud): Promise<string> {
  for (const name of ['ada', 'grace', 'alan', 'edsger', 'barbara'])
    await operated.registrar('sign-up', `${name}@example.com`, '--name', name);
  const [first, second] = [operated.registration(), operated.registration()];
  await operated.fail(first, away);
  await operated.fail(second, away);
  await operated.fail(operated.registration({ email: 'no address' }));
  return first.failureId;
}

async function shoot(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (name.startsWith('execution-')) {
    await page.locator('.list').getByRole('option').first().click();
    await page.locator('svg path.taken').first().waitFor({ state: 'attached' });
  }
  await page.getByText('loading …').waitFor({ state: 'detached' });
  // Times and counts come a moment after the frame.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(DIRECTORY, `${name}.png`) });
}

void main();

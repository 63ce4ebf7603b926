import type { LocalCloud } from 'local-cloud';
import { listen } from './announcements';
import { load, type Door } from './load';
import { median, percentiles, rate, round, type Figure } from './measure';

const DOORS: readonly Door[] = ['Cognito', 'PutEvents'];
const CONCURRENCIES = [1, 8, 32];

/** The whole chain at several widths: rounds of every width in turn, so that a noisy minute hits all of them. */
export async function benchChain(cloud: LocalCloud, rounds = 3, registrations = 200): Promise<Figure[]> {
  const announcements = await listen(cloud);
  const run = (door: Door, concurrency: number) =>
    load(cloud, announcements, { door, concurrency, registrations });
  // What is measured is a service that runs: its code is compiled, its functions are warm.
  for (const door of DOORS) await run(door, 8);
  const series = DOORS.flatMap((door) =>
    CONCURRENCIES.map((concurrency) => ({ door, concurrency, loads: [] as Loads })),
  );
  for (let round = 0; round < rounds; round++)
    for (const { door, concurrency, loads } of series) loads.push(await run(door, concurrency));
  await announcements.stop();
  return series.flatMap(({ door, concurrency, loads }) =>
    figures(`through ${door}, ${concurrency} at a time`, loads),
  );
}

type Loads = Awaited<ReturnType<typeof load>>[];

function figures(name: string, loads: Loads): Figure[] {
  const rates = loads.map(({ registrations, ms }) => rate(name, registrations, ms, 'registrations').value);
  const cpu = loads.map(({ registrations, cpuMs }) => cpuMs / registrations);
  return [
    { name, value: round(median(rates)), unit: 'registrations/s' },
    ...percentiles(
      name,
      loads.flatMap(({ latencies }) => latencies),
      'ms',
    ),
    { name: `${name}, processor time`, value: round(median(cpu)), unit: 'ms each' },
  ];
}

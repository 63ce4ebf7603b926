import { logsCloud } from '../logs-cloud';

const entered = (name: string) =>
  JSON.stringify({ type: 'StateEntered', details: { name, ms: name.length } });

async function insights() {
  const cloud = await logsCloud();
  await cloud.write(
    entered('Validate'),
    entered('Upsert'),
    entered('Upsert'),
    'user=ada, ip=1.2.3.4',
    '{"ok":true}',
  );
  return cloud;
}

// CloudWatch Logs guide, "CloudWatch Logs Insights language query syntax".
describe('an Insights query', () => {
  it('shows time and message of the newest events first when it says nothing else', async () => {
    const { query, now } = await insights();
    const rows = await query('limit 2');
    const time = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
    expect(rows).toEqual([
      { '@timestamp': time(now - 996), '@message': '{"ok":true}' },
      { '@timestamp': time(now - 997), '@message': 'user=ada, ip=1.2.3.4' },
    ]);
    expect((await query('fields @message'))[0]).toEqual({ '@message': '{"ok":true}' });
  });

  it.each([
    ['filter details.name = "Upsert" | stats count(*)', [{ 'count(*)': '2' }]],
    ['filter details.name in ["Upsert", "X"] | stats count(*) as n', [{ n: '2' }]],
    ['filter details.name not in ["Upsert"] | stats count(*) as n', [{ n: '3' }]],
    ['filter @message like "ada" | fields strlen(@message) as n', [{ n: '20' }]],
    ['filter @message like /(?i)ADA/ | fields 1 + 2 * 3 as n', [{ n: '7' }]],
    ['filter @message not like /Upsert|ada/ | stats count(*) as n', [{ n: '2' }]],
    [
      'filter ispresent(details.name) and not (details.name = "Upsert") | display details.name',
      [{ 'details.name': 'Validate' }],
    ],
    ['filter ok = 1 | fields ok', [{ ok: '1' }]],
    ['filter details.name != "Upsert" and ispresent(details.name) | stats count(*) as n', [{ n: '1' }]],
    [
      'parse @message "user=*, ip=*" as user, ip | filter ispresent(user) | display user, ip',
      [{ user: 'ada', ip: '1.2.3.4' }],
    ],
    ['parse @message /user=(?<who>\\w+)/ | filter ispresent(who) | display who', [{ who: 'ada' }]],
    ['filter type = "StateEntered" | dedup details.name | stats count(*) as n', [{ n: '2' }]],
    ['filter details.ms > 6 | stats sum(details.ms) as s, avg(details.ms) as a', [{ s: '8', a: '8' }]],
    ['stats max(details.ms) as most, min(details.ms) as least', [{ most: '8', least: '6' }]],
    [
      'stats count_distinct(details.name) as names, latest(details.name) as last',
      [{ names: '2', last: 'Upsert' }],
    ],
    ['stats pct(details.ms, 50) as p', [{ p: '6' }]],
    [
      'fields @message # a comment\n| filter @message like "ada" | display coalesce(nope, "x") as c',
      [{ c: 'x' }],
    ],
  ])('%s', async (text, rows) => {
    expect(await (await insights()).query(text)).toEqual(rows);
  });

  it('groups, and sorts by an alias', async () => {
    const { query } = await insights();
    const text =
      'filter ispresent(details.name) | stats count(*) as entered by details.name | sort entered desc';
    expect(await query(text)).toEqual([
      { 'details.name': 'Upsert', entered: '2' },
      { 'details.name': 'Validate', entered: '1' },
    ]);
  });

  it('groups by periods of time', async () => {
    const { query, now } = await insights();
    const minute = new Date(now - 60_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(await query('stats count(*) as n by bin(1m)')).toEqual([
      { 'bin(1m)': `${minute}:00.000`, n: '5' },
    ]);
  });

  it('reads what Lambda reports', async () => {
    const { query, write } = await logsCloud();
    await write(
      'REPORT RequestId: r-1\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n',
    );
    expect(await query('filter @type = "REPORT" | display @requestId, @duration, @maxMemoryUsed')).toEqual([
      { '@requestId': 'r-1', '@duration': '12.5', '@maxMemoryUsed': '64000000' },
    ]);
  });

  it.each([
    ['unmask @message', 'the command unmask'],
    ['fields jsonParse(@message)', 'the function jsonparse()'],
    ['stats sample(x)', 'the aggregate sample()'],
  ])('refuses %s by name', async (text, name) => {
    await expect((await insights()).query(text)).rejects.toThrow(name);
  });

  it.each([
    'filter',
    'filter a =',
    'fields @message | ',
    'filter a = "b',
    'filter @message like /(/',
    'limit 1 2',
  ])('refuses what it cannot read: %s', async (text) => {
    await expect((await insights()).query(text)).rejects.toMatchObject({ code: 'MalformedQueryException' });
  });

  it('needs a group that exists, and a language that is known', async () => {
    const { query } = await insights();
    await expect(query('limit 1', { logGroupName: 'nope' })).rejects.toThrow('does not exist');
    await expect(query('limit 1', { logGroupName: undefined })).rejects.toThrow('log group');
    await expect(query('SELECT 1', { queryLanguage: 'SQL' })).rejects.toThrow('query language SQL');
  });
});

import type { LogEvent } from '../../../cli/timeline/execution-log';
import { printTimeline } from '../../../cli/timeline/print-timeline';
import { type Timeline, toTimeline } from '../../../cli/timeline/timeline';
import { createColours } from '../../../cli/terminal/visible';

const ARN = 'arn:aws:states:eu-west-1:1:express:user-registration:a:b';

const layout = { colours: createColours(false), columns: Infinity, wide: false };
const print = (timeline: Timeline) => printTimeline(timeline, { layout, now: 3000 }).join('\n');

describe('toTimeline', () => {
  it('counts a retry as a call of the same step, and tells a step that failed in the end from one that did not', () => {
    const timeline = toTimeline(
      ARN,
      events(
        ['ExecutionStarted', { input: '[]' }],
        ['TaskStateEntered', { name: 'UpsertUser', input: '{}' }],
        ['TaskScheduled', { parameters: '{"Sql":"1"}' }],
        ['TaskFailed', { error: 'RdsData.Oops', cause: 'first' }],
        ['TaskScheduled', { parameters: '{"Sql":"2"}' }],
        ['TaskSucceeded', { output: '{"Records":[]}' }],
        ['TaskStateExited', { name: 'UpsertUser', output: '{"a":1}' }],
        ['TaskStateEntered', { name: 'PublishUserPersisted', input: '{}' }],
        ['TaskScheduled', { parameters: '{}' }],
        ['TaskTimedOut', {}],
        ['ExecutionTimedOut', { error: 'States.Timeout' }],
      ),
    );

    expect(timeline).toMatchObject({ outcome: 'timed out', startedAt: 1000, endedAt: 2000 });
    expect(timeline.steps).toMatchObject([
      { name: 'UpsertUser', calls: [{ error: 'RdsData.Oops' }, { response: '{"Records":[]}' }] },
      { name: 'PublishUserPersisted', endedAt: 2000, calls: [{ error: 'States.Timeout' }] },
    ]);
    const text = print(timeline);
    expect(text).toMatch(/✔ UpsertUser +500 ms {2}2 attempts\n +error RdsData.Oops: first/);
    expect(text).toMatch(/✘ PublishUserPersisted/);
  });

  it('says that an execution has no end yet', () => {
    const timeline = toTimeline(ARN, events(['ExecutionStarted', {}], ['PassStateEntered', { name: 'A' }]));

    expect(timeline.outcome).toBeUndefined();
    expect(print(timeline)).toContain('no end in the log yet');
  });

  it('hides what a cause quotes of the user', () => {
    const timeline = toTimeline(
      ARN,
      events(
        ['TaskStateEntered', { name: 'UpsertUser', input: '{"user":{"name":"Ada Lovelace"}}' }],
        ['TaskScheduled', { parameters: '{}' }],
        ['TaskFailed', { error: 'E', cause: 'value Ada Lovelace of ada@example.com' }],
      ),
    );

    expect(print(timeline)).toContain('value *** of a***@***');
  });
});

/** Log events a tenth of a second apart. */
function events(...rows: [string, LogEvent['details']][]): LogEvent[] {
  return rows.map(([type, details], index) => ({
    id: String(index + 1),
    type,
    details,
    event_timestamp: String(1000 + index * 100),
    execution_arn: ARN,
  }));
}

import { matches } from '../../../../src/services/states/interpreter/error-matching';

// AWS: "Handling errors in Step Functions workflows", error names; States.ALL and States.DataLimitExceeded as recorded.
describe('matches', () => {
  it.each([
    [['States.ALL'], 'Anything', true],
    [['States.ALL'], undefined, true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.DataLimitExceeded', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'Lambda.Unknown', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.HeartbeatTimeout', false],
    [['States.TaskFailed'], 'States.Runtime', false],
    [['States.Timeout'], 'States.HeartbeatTimeout', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', false],
    [['A', 'B'], 'B', true],
    [['A'], 'B', false],
  ])('%j selects %s: %s', (names, error, expected) => {
    expect(matches(names, error)).toBe(expected);
  });
});

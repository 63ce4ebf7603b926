import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const fixture = () => new StatesFixture();

describe('Pass', () => {
  it('fails with the field that gave nothing and records it', async () => {
    const states = fixture();
    const result = await states.run(only({ Type: 'Pass', Output: { v: '{% $nothing %}' } }));
    const cause =
      "An error occurred while executing the state 'Only' (entered at the event id #2). " +
      "The JSONata expression '$nothing' specified for the field 'Output/v' returned nothing (undefined).";
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', cause });
    expect(states.events[2]).toMatchObject({
      id: '3',
      previous_event_id: '0',
      type: 'EvaluationFailed',
      details: { error: 'States.QueryEvaluationError', cause, location: 'Output/v', state: 'Only' },
    });
  });
});

describe('Wait', () => {
  it('waits for as many cloud seconds as its expression says', async () => {
    const states = fixture();
    const before = states.clock.now();
    await states.output(only({ Type: 'Wait', Seconds: '{% $states.input.s %}' }), { s: 20 });
    expect(states.clock.now() - before).toBeGreaterThanOrEqual(20_000);
  });
});

describe('the context object', () => {
  it('has what AWS documents, without RedriveCount in a synchronous execution', async () => {
    const context = await fixture().output(only({ Type: 'Pass', Output: '{% $states.context %}' }), { a: 1 });
    expect(context).toEqual({
      Execution: {
        Id: expect.stringMatching(
          /^arn:aws:states:us-east-1:000000000000:express:machine-1:[^:]+:[^:]+$/,
        ) as string,
        Input: { a: 1 },
        Name: expect.any(String) as string,
        RoleArn: 'arn:aws:iam::000000000000:role/workflow',
        StartTime: expect.stringMatching(/Z$/) as string,
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine-1', Name: 'machine-1' },
      State: { Name: 'Only', EnteredTime: expect.stringMatching(/Z$/) as string },
    });
  });

  it('tells the time of the cloud in $now and $millis', async () => {
    const states = fixture();
    const [now, millis] = (await states.output(
      only({ Type: 'Pass', Output: '{% [$now(), $millis()] %}' }),
    )) as [string, number];
    expect(Date.parse(now)).toBe(millis);
    expect(Math.abs(millis - states.clock.now())).toBeLessThan(60_000);
  });
});

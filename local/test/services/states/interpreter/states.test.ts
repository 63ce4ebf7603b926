import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const fixture = () => new StatesFixture();

describe('Pass', () => {
  it('hands its input on', async () => {
    expect(await fixture().output(only({ Type: 'Pass' }), { a: 1 })).toEqual({ a: 1 });
  });

  it.each([null, 0, 0.1, true, 'text', [], [1, [2]]])('can output %j', async (Output) => {
    expect(await fixture().output(only({ Type: 'Pass', Output }))).toEqual(Output);
  });

  it.each([null, 3, 'text', [1, 2]])('takes an input that is no object: %j', async (input) => {
    expect(await fixture().output(only({ Type: 'Pass', Output: '{% [$states.input] %}' }), input)).toEqual(
      Array.isArray(input) ? input : [input],
    );
  });

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

describe('Choice', () => {
  const definition = {
    StartAt: 'Choose',
    States: {
      Choose: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n = 1 %}', Next: 'One', Output: 'from the rule', Assign: { v: 1 } },
          { Condition: '{% $states.input.n = 2 %}', Next: 'One' },
        ],
        Default: 'One',
        Output: 'from the state',
        Assign: { v: 9 },
      },
      One: { Type: 'Succeed', Output: { in: '{% $states.input %}', v: '{% $exists($v) ? $v : null %}' } },
    },
  };

  it('takes the first rule that holds, with its output and variables', async () => {
    expect(await fixture().output(definition, { n: 1 })).toEqual({ in: 'from the rule', v: 1 });
  });

  it('hands its input on when the rule has no output', async () => {
    expect(await fixture().output(definition, { n: 2 })).toEqual({ in: { n: 2 }, v: null });
  });

  it('uses its own output and variables for Default', async () => {
    expect(await fixture().output(definition, { n: 3 })).toEqual({ in: 'from the state', v: 9 });
  });

  const choose = (Condition: unknown) => ({
    StartAt: 'C',
    States: { C: { Type: 'Choice', Choices: [{ Condition, Next: 'End' }] }, End: { Type: 'Succeed' } },
  });

  it('takes a condition that is written out', async () => {
    expect(await fixture().output(choose(true), 5)).toBe(5);
  });

  it('fails when no rule holds and there is no default', async () => {
    expect(await fixture().run(choose(false))).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });

  it('refuses a condition that is no boolean, in AWS words', async () => {
    const { error, cause } = await fixture().run(choose("{% 'yes' %}"));
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(
      "The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result " +
        `type. Expected 'boolean', but was 'string' for value: "yes"`,
    );
  });
});

describe('Wait', () => {
  it('waits for as many cloud seconds as its expression says', async () => {
    const states = fixture();
    const before = states.clock.now();
    await states.output(only({ Type: 'Wait', Seconds: '{% $states.input.s %}' }), { s: 20 });
    expect(states.clock.now() - before).toBeGreaterThanOrEqual(20_000);
  });

  it('goes on at once when its time has passed', async () => {
    expect(await fixture().output(only({ Type: 'Wait', Timestamp: '2016-03-14T01:59:00Z' }), 1)).toBe(1);
  });

  it.each(['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-13-05T21:29:29Z', '2016-12-05T25:29:29Z'])(
    'refuses the time %s',
    async (timestamp) => {
      const { error, cause } = await fixture().run(
        only({ Type: 'Wait', Timestamp: '{% $states.input %}' }),
        timestamp,
      );
      expect(error).toBe('States.QueryEvaluationError');
      expect(cause).toContain(
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`,
      );
    },
  );

  it.each([[-1], [100_000_000]])('refuses to wait %d seconds', async (seconds) => {
    const { error, cause } = await fixture().run(
      only({ Type: 'Wait', Seconds: '{% $states.input %}' }),
      seconds,
    );
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(`Seconds must be between 0 and 99999999 but was: ${seconds}`);
  });
});

describe('Fail', () => {
  const fail = (state: object) => ({ StartAt: 'F', States: { F: { Type: 'Fail', ...state } } });

  it('fails with what its expressions give', async () => {
    const result = await fixture().run(
      fail({ Error: '{% $states.input.e %}', Cause: "{% 'no ' & $states.input.e %}" }),
      {
        e: 'Luck',
      },
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'Luck', cause: 'no Luck' });
  });

  it('needs neither error nor cause', async () => {
    const result = await fixture().run(fail({}));
    expect(result.status).toBe('FAILED');
    expect(result).not.toHaveProperty('error');
    expect(result).not.toHaveProperty('cause');
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

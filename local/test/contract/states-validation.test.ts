import { SFNClient, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();
let sfn: SFNClient;
beforeAll(() => {
  sfn = new SFNClient(cloud.config);
});

async function diagnose(definition: string, type: 'EXPRESS' | 'STANDARD' = 'EXPRESS') {
  const { result, diagnostics = [] } = await sfn.send(
    new ValidateStateMachineDefinitionCommand({ definition, type }),
  );
  expect(result).toBe(diagnostics.length ? 'FAIL' : 'OK');
  return diagnostics;
}
const check = (definition: object, type?: 'STANDARD') => diagnose(JSON.stringify(definition), type);
const jsonata = (States: object, StartAt = Object.keys(States)[0]!) => ({
  QueryLanguage: 'JSONata',
  StartAt,
  States,
});
const pass = (fields: object) => jsonata({ E: { Type: 'Pass', End: true, ...fields } });
const fault = (code: string, message: string, location?: string) => ({
  severity: 'ERROR',
  code,
  message,
  ...(location === undefined ? {} : { location }),
});
const schema = (message: string, location: string) => fault('SCHEMA_VALIDATION_FAILED', message, location);
const target = (message: string, location: string) => fault('MISSING_TRANSITION_TARGET', message, location);
const unsupported = (message: string, location: string) =>
  fault('UNSUPPORTED_JSONATA_EXPRESSION', message, location);

// Messages and locations of this file are those that ValidateStateMachineDefinition answered on AWS.
describe('a definition that is no definition', () => {
  it.each([
    ['', [fault('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object')]],
    ['{}', [schema('These fields are required: [States, StartAt]', '/')]],
    ['{"States":{"A":{"Type":"Pass","End":true}}}', [schema('These fields are required: [StartAt]', '/')]],
  ])('%j is refused', async (text, expected) => {
    expect(await diagnose(text)).toEqual(expected);
  });

  it('is no JSON', async () => {
    // Where it breaks is told in the words of the parser, which are not copied here.
    const [found] = await diagnose('not a definition');
    expect(found).toMatchObject({ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION' });
  });
});

describe('states', () => {
  it.each([
    [
      { A: { Type: 'Nap', End: true } },
      schema(
        "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
        '/States/A/Type',
      ),
    ],
    [
      { A: { Type: 'Pass', End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }] } },
      schema("Field 'Catch' is not supported", '/States/A'),
    ],
    [
      { A: { Type: 'Wait', Seconds: 1, TimeoutSeconds: 5, End: true } },
      schema("Field 'TimeoutSeconds' is not supported", '/States/A'),
    ],
    [
      { A: { Type: 'Parallel', Branches: [], End: true } },
      schema('Value cannot be empty', '/States/A/Branches'),
    ],
    [
      { A: { Type: 'Wait', Timestamp: '2016-12-05 21:29:29Z', End: true } },
      schema('String does not match RFC3339 timestamp', '/States/A/Timestamp'),
    ],
    [{ A: { Type: 'Wait', Seconds: -1, End: true } }, schema('Minimum value is 0', '/States/A/Seconds')],
    [
      { A: { Type: 'Wait', Seconds: 1.5, End: true } },
      schema('Expected value of type Integer', '/States/A/Seconds'),
    ],
    [
      { A: { Type: 'Wait', End: true } },
      schema(
        'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
        '/States/A',
      ),
    ],
    [
      { A: { Type: 'Wait', Seconds: 1, Timestamp: '2030-01-01T00:00:00Z', End: true } },
      schema(
        'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
        '/States/A',
      ),
    ],
    [
      { A: { Type: 'Pass', End: true, InputPath: '$.a' } },
      schema(
        "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
        '/States/A',
      ),
    ],
    [
      { A: { Type: 'Pass', End: true, QueryLanguage: 'JSONPath', Output: 1 } },
      schema(
        "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        '/States/A',
      ),
    ],
    [
      { A: { Type: 'Pass', End: true, QueryLanguage: 'jsonata' } },
      schema('Value should be one of the following: [JSONPath, JSONata]', '/States/A/QueryLanguage'),
    ],
    [
      { A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Credentials: {}, End: true } },
      schema("The field 'RoleArn' is required but was missing", '/States/A/Credentials'),
    ],
  ])('%j are refused', async (states, expected) => {
    expect(await check(jsonata(states))).toEqual([expected]);
  });

  const passes = { Type: 'Pass', End: true };
  const graph = { StartAt: 'I', States: { I: passes } };
  const choice = (rule: object) => ({ A: { Type: 'Choice', Choices: [rule], Default: 'B' }, B: passes });
  const invoke = (fields: object) => ({
    A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields },
  });
  const mapped = (fields: object) => ({
    A: { Type: 'Map', ItemProcessor: { ...graph, ...fields }, End: true },
  });

  it.each([
    [choice({ Next: 'B' }), schema('These fields are required: [Condition]', '/States/A/Choices[0]')],
    [
      choice({ Condition: true, Odd: 1, Next: 'B' }),
      schema("Field 'Odd' is not supported", '/States/A/Choices[0]'),
    ],
    [
      choice({ Condition: true, Variable: '$.a', Next: 'B' }),
      schema(
        "The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage",
        '/States/A/Choices[0]',
      ),
    ],
    [
      invoke({ Retry: [{ ErrorEquals: ['E'], Odd: 1 }] }),
      schema("Field 'Odd' is not supported", '/States/A/Retry[0]'),
    ],
    [
      invoke({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: '{% 1 %}' }] }),
      schema('Expected value of type [NUMBER]', '/States/A/Retry[0]/MaxAttempts'),
    ],
    [
      invoke({ Catch: [{ ErrorEquals: ['E'], Odd: 1, Next: 'A' }] }),
      schema("Field 'Odd' is not supported", '/States/A/Catch[0]'),
    ],
    [mapped({ Odd: 1 }), schema("Field 'Odd' is not supported", '/States/A/ItemProcessor')],
    [
      mapped({ ProcessorConfig: { Mode: 'ODD' } }),
      schema(
        'Value should be one of the following: [INLINE, DISTRIBUTED]',
        '/States/A/ItemProcessor/ProcessorConfig/Mode',
      ),
    ],
    [
      {
        A: {
          Type: 'Map',
          ItemProcessor: graph,
          Iterator: { StartAt: 'J', States: { J: passes } },
          End: true,
        },
      },
      schema('There should only be one of the following fields: [ItemProcessor, Iterator]', '/States/A'),
    ],
    [{ A: { Type: 'Fail', Error: 5 } }, schema('Expected value of type [STRING]', '/States/A/Error')],
    [{ A: passes, B: 5 }, schema('Expected value of type [OBJECT]', '/States/B')],
  ])('have fields inside that are looked at too: %j', async (states, expected) => {
    expect(await check(jsonata(states))).toEqual([expected]);
  });

  it('stand in a machine whose own fields have their types', async () => {
    expect(await check({ ...jsonata({ A: passes }), Version: 1, TimeoutSeconds: 0 })).toEqual([
      schema('Expected value of type [STRING]', '/Version'),
      schema('Minimum value is 1', '/TimeoutSeconds'),
    ]);
  });

  it('have expressions for numbers and times in JSONata only', async () => {
    const wait = { A: { Type: 'Wait', Timestamp: '{% $now() %}', End: true } };
    expect(await check({ StartAt: 'A', States: wait })).toEqual([
      schema('String does not match RFC3339 timestamp', '/States/A/Timestamp'),
    ]);
    expect(await check(jsonata(wait))).toEqual([]);
  });

  it('inherit the language of the machine, not of the Map around them', async () => {
    const ItemProcessor = { StartAt: 'P', States: { P: { Type: 'Pass', Output: 1, End: true } } };
    const definition = {
      StartAt: 'M',
      States: { M: { Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor, End: true } },
    };
    expect(await check(definition)).toEqual([
      schema(
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        '/States/M/ItemProcessor/States/P',
      ),
    ]);
  });

  it('may be JSONata one by one in a machine that is not', async () => {
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', End: true } },
    };
    expect(await check(definition)).toEqual([]);
  });
});

describe('error names', () => {
  const task = (fields: object) =>
    jsonata({ A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields } });
  const misplaced = (field: string) => [
    schema('States.ALL must appear alone and at end of list', `/States/A/${field}`),
  ];

  it.each([[[['States.ALL', 'Mine']]], [[['States.ALL'], ['Mine']]]])(
    '%j have States.ALL in the wrong place',
    async (lists) => {
      const Retry = lists.map((ErrorEquals) => ({ ErrorEquals }));
      expect(await check(task({ Retry }))).toEqual(misplaced('Retry'));
    },
  );

  it('may end with States.ALL', async () => {
    const Retry = [{ ErrorEquals: ['Mine'] }, { ErrorEquals: ['States.ALL'] }];
    expect(await check(task({ Retry }))).toEqual([]);
  });
});

describe('variables', () => {
  const inner = (name: string, Assign: object) => ({
    StartAt: name,
    States: { [name]: { Type: 'Pass', Assign, End: true } },
  });
  const around = (Assign: object) =>
    jsonata({
      A: { Type: 'Choice', Choices: [{ Condition: true, Assign: { x: 1 }, Next: 'P' }] },
      P: { Type: 'Parallel', Branches: [inner('I', Assign), inner('J', Assign)], End: true },
    });

  it('of an outer scope cannot be assigned inside', async () => {
    const message = "The variable name 'x' was already defined in a parent scope.";
    expect(await check(around({ x: 2 }))).toEqual([
      schema(message, '/States/P/Branches[0]/States/I/Assign/x'),
      schema(message, '/States/P/Branches[1]/States/J/Assign/x'),
    ]);
  });

  it('of two branches may have one name', async () => {
    expect(await check(around({ y: 2 }))).toEqual([]);
  });
});

describe('transitions', () => {
  const next = (Next: string) => ({ Type: 'Pass', Next });
  const end = { Type: 'Pass', End: true };

  it.each([
    [{ A: next('B'), B: next('A') }, [fault('MISSING_END_STATE', 'Workflow has no terminal state')]],
    [{ A: next('B'), B: next('A'), C: end }, [target('State "C" is not reachable.', '/States/C')]],
    [
      { A: { End: true } },
      [
        schema("The field 'Type' is required", '/States/A'),
        fault('MISSING_END_STATE', 'Workflow has no terminal state'),
      ],
    ],
    [
      { A: { Type: 'Pass' } },
      [
        schema('This object should have only one of the following fields: [Next, End]', '/States/A'),
        fault('MISSING_END_STATE', 'Workflow has no terminal state'),
      ],
    ],
    [
      { A: next('NOPE') },
      [
        target("Missing 'Next' target: NOPE", '/States/A/Next'),
        fault('MISSING_END_STATE', 'Workflow has no terminal state'),
      ],
    ],
    [
      { A: next('C'), B: end },
      [
        target("Missing 'Next' target: C", '/States/A/Next'),
        target('State "B" is not reachable.', '/States/B'),
      ],
    ],
    [
      { C: { Type: 'Choice', Choices: [{ Condition: true, Next: 'G' }], Default: 'Z' }, Z: end },
      [target("Missing 'Next' target: G", '/States/C/Choices[0]/Next')],
    ],
    [
      { C: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Z' }], Default: 'G' }, Z: end },
      [target("Missing 'Next' target: G", '/States/C/Default')],
    ],
    [
      {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'G' }],
          End: true,
        },
      },
      [target("Missing 'Next' target: G", '/States/T/Catch[0]/Next')],
    ],
    [
      { P: { Type: 'Parallel', Branches: [{ StartAt: 'W', States: { W: end, G: end } }], End: true } },
      [target('State "G" is not reachable.', '/States/P/Branches[0]/States/G')],
    ],
  ])('%j are refused', async (states, expected) => {
    expect(await check(jsonata(states))).toEqual(expected);
  });

  it('lead to names that stand once in the whole machine, of 80 characters at most', async () => {
    const Branches = ['A', 'B'].map((name) => ({ StartAt: name, States: { [name]: end } }));
    expect(await check(jsonata({ B: { Type: 'Parallel', Branches, End: true } }))).toEqual([
      fault('DUPLICATE_STATE_NAME', 'Duplicate State name: B', '/States/B/Branches[1]/States/B'),
    ]);
    expect(await check(jsonata({ ['é'.repeat(80)]: end }))).toEqual([]);
    expect(await check(jsonata({ ['é'.repeat(81)]: end }))).toHaveLength(1);
  });

  it('begin at a state that is there', async () => {
    expect(await check(jsonata({ A: end }, 'Nope'))).toEqual([
      target("Missing 'Next' target: Nope", '/StartAt'),
      target('State "A" is not reachable.', '/States/A'),
    ]);
  });
});

describe('expressions', () => {
  it.each([
    ['a[1,2)', 'Expected "]", got ","'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['1 +', 'Unexpected end of expression'],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ['$x :=', 'Unexpected end of expression'],
    ['$match("a", /abc', 'No terminating / in regular expression'],
    ['', 'Unexpected end of expression'],
  ])('%j does not parse', async (source, message) => {
    expect(await check(pass({ Output: `{% ${source} %}` }))).toEqual([
      fault('INVALID_JSONATA_EXPRESSION', message, '/States/E/Output'),
    ]);
  });

  it.each([
    ['phone', ["Reference to 'phone' at the top level is not supported."]],
    [
      'aaa + bbb',
      [
        "Reference to 'aaa' at the top level is not supported.",
        "Reference to 'bbb' at the top level is not supported.",
      ],
    ],
    ['$.phone', ["Reference to '$' at the top level is not supported."]],
    ['$$', ["Reference to '$$' is not supported."]],
    ['$map($states.input.a, function($x) { b })', ["Reference to 'b' at the top level is not supported."]],
    ['$states.errorOutput', ["Field '$states.errorOutput' does not exist."]],
    ['$states.result', ["Field '$states.result' does not exist."]],
  ])('%j reads what is not there', async (source, messages) => {
    expect(await check(pass({ Output: { v: `{% ${source} %}` } }))).toEqual(
      messages.map((message) => unsupported(message, '/States/E/Output/v')),
    );
  });

  it.each([
    '$states.input.items[phone > 3]',
    '$map($states.input.a, function($x) { $x.phone })',
    '$phone',
    '$states.input.a^(b)',
    '$states.input.a{b: c}',
  ])('%j may stand', async (source) => {
    expect(await check(pass({ Output: `{% ${source} %}` }))).toEqual([]);
  });

  it('may read the result and the error where there is one', async () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: '{% $states.result %}',
      Output: '{% $states.result %}',
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'T',
          Output: '{% $states.errorOutput %}',
          Assign: { a: '{% $states.result %}' },
        },
      ],
      End: true,
    };
    expect(await check(jsonata({ T: task }))).toEqual([
      unsupported("Field '$states.result' does not exist.", '/States/T/Arguments'),
      unsupported("Field '$states.result' does not exist.", '/States/T/Catch[0]/Assign/a'),
    ]);
  });

  it('are found in every field that may hold one', async () => {
    const map = {
      Type: 'Map',
      Items: ['{% x %}'],
      ItemSelector: { a: '{% x %}' },
      MaxConcurrency: '{% x %}',
      ItemProcessor: { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: '{% x %}', End: true } } },
      End: true,
    };
    const locations = (await check(jsonata({ M: map }))).map(({ location }) => location);
    expect(locations).toEqual([
      '/States/M/Items[0]',
      '/States/M/ItemSelector/a',
      '/States/M/MaxConcurrency',
      '/States/M/ItemProcessor/States/W/Seconds',
    ]);
  });

  it('are closed as they are opened', async () => {
    expect(await check(pass({ Output: '{% 1 }' }))).toHaveLength(1);
    expect(await check(pass({ Output: ' {% 1 %} ', Comment: '{% x %}' }))).toEqual([]);
  });
});

describe('resources', () => {
  const task = (Resource: string, Arguments?: object) =>
    jsonata({ T: { Type: 'Task', Resource, Arguments, End: true } });

  it.each([
    [
      'arn:aws:states:::dynamodb:query',
      'The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
    ],
    ['my-function', 'Value is not a valid resource ARN'],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      "Express state machine does not support '.sync' service integration",
    ],
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      "Express state machine does not support '.waitForTaskToken' service integration ",
    ],
    [
      'arn:aws:states:us-east-1:000000000000:activity:a',
      'Express state machine does not support Activity ARN',
    ],
  ])('%s is refused', async (resource, message) => {
    expect(await check(task(resource))).toEqual([schema(message, '/States/T/Resource')]);
  });

  it('of the services take members in PascalCase', async () => {
    expect(
      await check(task('arn:aws:states:::aws-sdk:rdsdata:executeStatement', { sql: 'select 1' })),
    ).toEqual([schema("The field 'sql' is not supported by Step Functions", '/States/T/Arguments')]);
  });

  it('may wait for a token in a standard workflow', async () => {
    expect(await check(task('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), 'STANDARD')).toEqual([]);
  });
});

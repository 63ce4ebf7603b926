import { unservedParts } from '../services/states/validation/unserved';
import { validate } from '../services/states/validation/validate';
import type { Feature } from './feature';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const PASS = { Type: 'Pass', End: true };
const GRAPH = { StartAt: 'Inner', States: { Inner: PASS } };
const TASK = { Type: 'Task', Resource: FUNCTION };

/** Features of the Amazon States Language, each with the smallest definition that uses it. */
const SAMPLES: Readonly<Record<string, object>> = {
  '`QueryLanguage: JSONata`': only(PASS),
  '`QueryLanguage: JSONPath`': { QueryLanguage: 'JSONPath', ...only(PASS) },
  '`Pass`, `Output`, `Assign` and variables': only({
    ...PASS,
    Output: '{% $states.input %}',
    Assign: { total: 1 },
  }),
  '`Choice`, `Condition`, `Default`, `Output` and `Assign` of a rule': {
    StartAt: 'Only',
    States: {
      Only: {
        Type: 'Choice',
        Choices: [{ Condition: '{% true %}', Next: 'End', Output: 1, Assign: { a: 1 } }],
        Default: 'End',
      },
      End: PASS,
    },
  },
  '`Wait` by `Seconds` or `Timestamp`': only({ Type: 'Wait', Seconds: '{% 1 %}', End: true }),
  '`Succeed` with `Output`': only({ Type: 'Succeed', Output: 1 }),
  '`Fail` with expressions in `Error` and `Cause`': only({ Type: 'Fail', Error: '{% "E" %}', Cause: 'c' }),
  '`Parallel`': only({ Type: 'Parallel', Branches: [GRAPH], End: true }),
  '`Map`, inline: `Items`, `ItemSelector`, `MaxConcurrency`, tolerated failures': only({
    ...{ Type: 'Map', ItemProcessor: GRAPH, Items: [1], ItemSelector: {}, MaxConcurrency: 2 },
    ...{ ToleratedFailureCount: 1, End: true },
  }),
  '`Map`, distributed: `ItemReader`, `ItemBatcher`, `ResultWriter`': only({
    ...{ Type: 'Map', End: true, ItemBatcher: { MaxItemsPerBatch: 2 } },
    ItemProcessor: { ...GRAPH, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } },
  }),
  '`Retry`: `IntervalSeconds`, `MaxAttempts`, `BackoffRate`, `MaxDelaySeconds`, `JitterStrategy`': task({
    Retry: [
      {
        ...{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 },
        ...{ MaxDelaySeconds: 9, JitterStrategy: 'FULL' },
      },
    ],
  }),
  '`Catch` with `Output` and `Assign`': {
    StartAt: 'Only',
    States: {
      Only: {
        ...TASK,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End', Output: 1, Assign: { a: 1 } }],
        End: true,
      },
      End: PASS,
    },
  },
  '`TimeoutSeconds` and `HeartbeatSeconds` of a task': task({ TimeoutSeconds: 9, HeartbeatSeconds: 3 }),
  '`TimeoutSeconds` of the machine': { TimeoutSeconds: 9, ...only(PASS) },
  '`Credentials` of a task': task({ Credentials: { RoleArn: 'arn:aws:iam::000000000000:role/other' } }),
  Activities: task({ Resource: 'arn:aws:states:us-east-1:000000000000:activity:work' }),
  "A function's ARN as `Resource`": task({}),
  ...integrations([
    ...['lambda:invoke', 'events:putEvents', 'sqs:sendMessage', 'sns:publish', 'states:startExecution'],
    ...['dynamodb:getItem', 'dynamodb:putItem', 'dynamodb:updateItem', 'dynamodb:deleteItem'],
    ...['aws-sdk:rdsdata:executeStatement', 'aws-sdk:dynamodb:query', 'aws-sdk:sqs:receiveMessage'],
    ...['aws-sdk:sns:publish', 'aws-sdk:eventbridge:putEvents', 'aws-sdk:lambda:invoke'],
    ...['aws-sdk:secretsmanager:getSecretValue', 'aws-sdk:cloudwatchlogs:putLogEvents'],
    ...['aws-sdk:cognitoidentityprovider:adminGetUser', 'aws-sdk:sfn:startExecution'],
    ...['aws-sdk:pipes:startPipe', 'aws-sdk:cloudformation:describeStacks', 'aws-sdk:sts:getCallerIdentity'],
    ...['aws-sdk:schemas:describeSchema', 'aws-sdk:s3:getObject', 'http:invoke', 'apigateway:invoke'],
    ...[
      'batch:submitJob',
      'bedrock:invokeModel',
      'ecs:runTask',
      'glue:startJobRun',
      'athena:startQueryExecution',
    ],
  ]),
};

/** What of the Amazon States Language a definition may use here: ✘ is what a start refuses by name. */
export function stateLanguage(): Feature[] {
  return Object.entries(SAMPLES).map(([feature, sample]) => ({ feature, served: isServed(sample) }));
}

function isServed(sample: object): boolean {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...sample });
  const refused = validate(definition, 'EXPRESS').filter(({ severity }) => severity === 'ERROR');
  return refused.length === 0 && unservedParts(definition).length === 0;
}

function only(state: object): object {
  return { StartAt: 'Only', States: { Only: state } };
}

function task(more: object): object {
  return only({ ...TASK, End: true, ...more });
}

function integrations(names: readonly string[]): Record<string, object> {
  const sample = (name: string) => task({ Resource: `arn:aws:states:::${name}`, Arguments: {} });
  return Object.fromEntries(names.map((name) => [`\`arn:aws:states:::${name}\``, sample(name)]));
}

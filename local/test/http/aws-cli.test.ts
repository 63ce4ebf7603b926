import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { AwsError } from '../../src/kernel/aws-error';
import type { Service } from '../../src/kernel/service';
import { newStack } from '../../src/assembly/deployed-stack';
import { createCloudFormation } from '../../src/services/cloudformation/cloudformation-service';
import { createSts } from '../../src/services/sts/sts-service';
import { startEndpoint } from './start-endpoint';

const run = promisify(execFile);
const version = cliVersion();
if (version === undefined) console.log('Skipped: the AWS CLI is not installed.');

const states: Service = {
  name: 'states',
  members: 'camel',
  protocol: { kind: 'json', version: '1.0', targetPrefix: 'AWSStepFunctions' },
  operations: {
    StartSyncExecution: ({ input }: { input: string }) => ({
      executionArn: 'arn:e',
      startDate: new Date('2026-01-02T03:04:05.678Z'),
      stopDate: new Date('2026-01-02T03:04:06Z'),
      status: 'SUCCEEDED',
      output: input,
    }),
    DescribeStateMachine: () => {
      throw new AwsError('StateMachineDoesNotExist', "State Machine Does Not Exist: 'arn:m'");
    },
  },
};

const rdsData: Service = {
  name: 'rds-data',
  members: 'camel',
  protocol: {
    kind: 'rest-json',
    routes: [{ operation: 'ExecuteStatement', method: 'POST', path: '/Execute' }],
  },
  operations: {
    ExecuteStatement: ({ sql }: { sql: string }) => ({
      numberOfRecordsUpdated: 0,
      records: [[{ stringValue: sql }, { blobValue: Buffer.from('é') }]],
    }),
  },
};

(version === undefined ? describe.skip : describe)(`the AWS CLI (${version})`, () => {
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
  beforeAll(async () => {
    const assembly = { stackName: 'S', template: { Resources: {} }, templateBody: '{}', asset: String };
    const stack = newStack(assembly, 'arn:stack', Date.parse('2026-01-02T03:04:05Z'));
    stack.outputs.push({ key: 'Url', value: 'http://q' });
    endpoint = await startEndpoint(
      createSts({ accountId: '1' }),
      createCloudFormation([stack]),
      states,
      rdsData,
    );
  });
  afterAll(() => endpoint.close());

  async function aws(...args: string[]): Promise<unknown> {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
      AWS_MAX_ATTEMPTS: '1',
    };
    const { stdout } = await run('aws', [...args, '--output', 'json'], { env });
    return JSON.parse(stdout) as unknown;
  }

  it('speaks the query protocol', async () => {
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '1' });
    expect(await aws('cloudformation', 'describe-stacks', '--stack-name', 'S')).toMatchObject({
      Stacks: [{ StackName: 'S', Outputs: [{ OutputKey: 'Url', OutputValue: 'http://q' }] }],
    });
  });

  it('speaks AWS JSON, with the host prefix off', async () => {
    const args = ['--state-machine-arn', 'arn:aws:states:us-east-1:1:stateMachine:m', '--input', '{"a":1}'];
    expect(await aws('stepfunctions', 'start-sync-execution', ...args)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      startDate: expect.anything() as unknown,
    });
  });

  it('speaks REST JSON', async () => {
    const args = [
      '--resource-arn',
      'arn:aws:rds:c',
      '--secret-arn',
      'arn:aws:secretsmanager:s',
      '--sql',
      'SELECT 1',
    ];
    expect(await aws('rds-data', 'execute-statement', ...args)).toEqual({
      numberOfRecordsUpdated: 0,
      records: [[{ stringValue: 'SELECT 1' }, { blobValue: 'w6k=' }]],
    });
  });

  it.each([
    [
      ['stepfunctions', 'describe-state-machine', '--state-machine-arn', 'arn:m'],
      '(StateMachineDoesNotExist)',
    ],
    [['cloudformation', 'describe-stacks', '--stack-name', 'T'], '(ValidationError)'],
    [['kms', 'list-keys'], 'does not serve "kms"'],
    [['s3', 'ls'], 'does not serve "s3"'],
    [['cloudwatch', 'list-metrics'], 'does not serve "monitoring"'],
    [['cloudformation', 'delete-stack', '--stack-name', 'S'], 'does not support cloudformation:DeleteStack'],
  ])('understands the refusal of %j', async (args, words) => {
    await expect(aws(...args)).rejects.toThrow(words);
  });
});

function cliVersion(): string | undefined {
  try {
    return execFileSync('aws', ['--version'], { encoding: 'utf8' }).split(' ')[0];
  } catch {
    return undefined;
  }
}

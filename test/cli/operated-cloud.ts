import { SFNClient } from '@aws-sdk/client-sfn';
import { run } from '../../cli/program';
import { synthesize } from 'local-cloud/synthesize';
import type { Fault } from 'local-cloud/kernel/faults';
import { type LocalCloud, startLocalCloud } from 'local-cloud';
import type { Mount } from 'local-cloud/http/mounts';
import { aRegistration, deliverLast, type Registration } from './registrations';

/** What one command line said and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both in the order in which they were written, as a terminal shows them. */
  readonly both: string;
}

/** A local cloud with the stack, and an operator in front of it. */
export interface OperatedCloud {
  readonly cloud: LocalCloud;
  /** Runs a command line as an operator types it. Printed commands are as against AWS: without the endpoint. */
  registrar(...args: string[]): Promise<Said>;
  /** The same with `--json`, read; fails unless it ends with this code. */
  ask<Answer>(code: number, ...args: string[]): Promise<Answer>;
  /** A sign-up event of this cloud's pool, perhaps in an envelope of this id. */
  registration(data?: Readonly<Record<string, unknown>>, envelopeId?: string): Registration;
  /** Delivers a registration for the last time while these faults are there; answers the execution's output. */
  fail(registration: Registration, ...faults: Fault[]): Promise<Readonly<Record<string, unknown>>>;
  /** Rows of the table `users` with this Cognito id. */
  rows(cognitoId: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
}

/** Waits between retries pass so many times as fast; time-outs do too, so a cold start must fit. */
export async function operateCloud(timeScale = 5, mounts: readonly Mount[] = []): Promise<OperatedCloud> {
  const cloud = await startLocalCloud({ assemblyDir: await synthesize(), timeScale, mounts });
  process.env.AWS_ENDPOINT_URL = cloud.endpoint;
  const client = new SFNClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
  });
  return {
    cloud,
    registrar,
    async ask<Answer>(code: number, ...args: string[]) {
      const said = await registrar('--json', ...args);
      if (said.code !== code) throw new Error(`exit code ${said.code}: ${said.stderr}${said.stdout}`);
      return JSON.parse(said.stdout) as Answer;
    },
    registration: (data, envelopeId) =>
      aRegistration(data, { envelopeId, user_pool_id: cloud.outputs.UserPoolId }),
    async fail(registration, ...faults) {
      const ids = faults.map((fault) => cloud.faults.add(fault));
      const output = await deliverLast(
        client,
        cloud.outputs.StateMachineArn ?? '',
        registration.body,
        registration.attempt,
      );
      for (const id of ids) cloud.faults.remove(id);
      return output;
    },
    rows: (cognitoId) => rows(cloud, cognitoId),
    async stop() {
      client.destroy();
      delete process.env.AWS_ENDPOINT_URL;
      await cloud.stop();
    },
  };
}

async function registrar(...args: string[]): Promise<Said> {
  const said = { stdout: '', stderr: '', both: '' };
  const endpoint = ` --endpoint ${process.env.AWS_ENDPOINT_URL}`;
  const write = (stream: 'stdout' | 'stderr') => (text: string) => {
    const shown = text.replaceAll(endpoint, '');
    said[stream] += shown;
    said.both += shown;
  };
  const code = await run(args, {
    stdout: { write: write('stdout') },
    stderr: { write: write('stderr') },
  });
  return { code, ...said };
}

async function rows({ context, outputs }: LocalCloud, cognitoId: string) {
  const answer = await context.call<{ formattedRecords: string }>(
    'rds-data',
    'ExecuteStatement',
    {
      resourceArn: outputs.DatabaseClusterArn,
      secretArn: outputs.DatabaseSecretArn,
      database: outputs.DatabaseName,
      sql: 'SELECT * FROM users WHERE cognito_id = :id',
      parameters: [{ name: 'id', value: { stringValue: cognitoId } }],
      formatRecordsAs: 'JSON',
    },
    { caller: 'test' },
  );
  return JSON.parse(answer.formattedRecords) as Readonly<Record<string, unknown>>[];
}

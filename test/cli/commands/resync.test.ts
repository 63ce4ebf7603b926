import {
  AdminConfirmSignUpCommand,
  CognitoIdentityProviderClient,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { FailureRecord } from '../../../cli/failures/failure-record';
import type { Fault } from 'local-cloud/kernel/faults';
import { clientConfig } from 'local-cloud/testing/client-config';
import { operateCloud, type OperatedCloud } from '../operated-cloud';

/** The trigger can publish nothing, neither to the bus nor to the queue. */
const UNPUBLISHED: Fault[] = [
  { service: 'events', operation: 'PutEvents', error: { code: 'AccessDeniedException' } },
  { service: 'sqs', operation: 'SendMessage', error: { code: 'AccessDenied' } },
];
const REASON = ['--reason', 'bus and queue were gone'];

interface Resynced {
  readonly failure_id: string;
  readonly outcome: string;
  readonly timeline: { readonly input: readonly [{ readonly state: { readonly delivery: object } }] };
}

describe('registrar resync', () => {
  let operated: OperatedCloud;
  let cognito: CognitoIdentityProviderClient;
  beforeAll(async () => {
    operated = await operateCloud();
    cognito = new CognitoIdentityProviderClient(clientConfig(operated.cloud.endpoint));
  });
  afterAll(async () => {
    cognito.destroy();
    await operated.stop();
  });
  afterEach(() => operated.cloud.faults.clear());

  /** A user whose sign-up nobody was told of. */
  async function lostUser(email: string, attributes: Record<string, string> = {}): Promise<string> {
    for (const fault of UNPUBLISHED) operated.cloud.faults.add(fault);
    const sub = await signUp(email, attributes);
    const { UserPoolId } = operated.cloud.outputs;
    await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
    operated.cloud.faults.clear();
    return sub;
  }

  async function signUp(email: string, attributes: Record<string, string> = {}): Promise<string> {
    const { UserSub = '' } = await cognito.send(
      new SignUpCommand({
        ClientId: operated.cloud.outputs.UserPoolClientId,
        Username: email,
        Password: 'Correct-Horse-1',
        UserAttributes: Object.entries({ email, ...attributes }).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return UserSub;
  }

  it('registers by the sub who was lost, prints every step, and masks who it is', async () => {
    const sub = await lostUser('kay@example.com', { name: "Kay O'Neal", phone_number: '+441632960001' });

    const { code, stdout, stderr } = await operated.registrar('resync', sub, ...REASON);

    expect(code).toBe(0);
    expect(stdout).toMatch(/registered[\s\S]*✔ ValidateUser[\s\S]*✔ UpsertUser[\s\S]*✔ PublishUserPersisted/);
    expect(stderr).toContain('Registered.');
    expect(stdout + stderr).not.toMatch(/kay@|O'Neal|441632960001/);
    expect(await operated.rows(sub)).toMatchObject([
      { email: 'kay@example.com', name: "Kay O'Neal", phone: '+441632960001' },
    ]);
  });

  it('finds a user by the e-mail address, says who started it and why, and is the same event the second time', async () => {
    const sub = await lostUser('lee@example.com');

    const first = await operated.ask<Resynced>(0, 'resync', 'lee@example.com', ...REASON);
    const second = await operated.ask<Resynced>(0, 'resync', sub, ...REASON);

    expect([first.outcome, second.outcome]).toEqual(['registered', 'registered']);
    expect(second.failure_id).toBe(first.failure_id);
    expect(first.timeline.input[0].state.delivery).toMatchObject({
      failure_id: first.failure_id,
      attempt: 1,
      started_by: 'registrar resync',
      reason: 'bus and queue were gone',
    });
    expect(await operated.rows(sub)).toHaveLength(1);
  });

  it('leaves a record when it fails, which a replay brings to its end', async () => {
    const sub = await lostUser('max@example.com');
    operated.cloud.faults.add({
      service: 'rds-data',
      operation: 'ExecuteStatement',
      error: { code: 'AccessDeniedException' },
    });

    const { failure_id, outcome } = await operated.ask<Resynced>(3, 'resync', sub, ...REASON);
    operated.cloud.faults.clear();
    const record = await operated.ask<FailureRecord>(0, 'show', failure_id);
    const again = await operated.registrar('resync', sub, ...REASON);
    const replayed = await operated.registrar('replay', failure_id, '--reason', 'mended');

    expect(outcome).toBe('parked');
    expect(record).toMatchObject({ status: 'open', disposition: 'parked' });
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`npx registrar replay ${failure_id} --reason`) as string,
    });
    expect(replayed.code).toBe(0);
    expect(await operated.rows(sub)).toHaveLength(1);
  });

  it('refuses who has not confirmed, who is not there, and whom nobody gives a reason for', async () => {
    const unconfirmed = await signUp('new@example.com');

    const refused = await operated.registrar('resync', unconfirmed, ...REASON);
    const unknown = await operated.registrar('resync', 'nobody"@example.com', ...REASON);
    const silent = await operated.registrar('resync', unconfirmed, '--reason', ' ');

    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: resync: the user has not confirmed the sign-up.*\n$/) as string,
    });
    expect(unknown).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the user pool has no such user') as string,
    });
    expect(silent).toMatchObject({ code: 1, stderr: expect.stringContaining('--reason') as string });
    expect(await operated.rows(unconfirmed)).toEqual([]);
  });
});

import { NEWEST_MIGRATION } from '../../../db/newest-migration';
import { operateCloud, type OperatedCloud } from '../operated-cloud';

describe('registrar, about a deployment', () => {
  let operated: OperatedCloud;
  beforeAll(async () => {
    operated = await operateCloud();
    for (const sql of [
      'CREATE SCHEMA shop',
      'CREATE TABLE shop.users (id uuid PRIMARY KEY, email text NOT NULL, tenant int NOT NULL, name varchar(80))',
      `INSERT INTO shop.users VALUES ('00000000-0000-4000-8000-000000000001', 'Ann@example.org', 1), ('00000000-0000-4000-8000-000000000002', 'ANN@example.org', 1)`,
      'CREATE TABLE shop.people (id text PRIMARY KEY, email text NOT NULL)',
    ])
      await execute(sql);
  });
  afterAll(() => operated.stop());

  const execute = (sql: string) => {
    const { context, outputs } = operated.cloud;
    const { DatabaseClusterArn: resourceArn, DatabaseSecretArn: secretArn, DatabaseName: database } = outputs;
    return context.call(
      'rds-data',
      'ExecuteStatement',
      { resourceArn, secretArn, database, sql },
      { caller: 'test' },
    );
  };

  /** Sets everything that is not given to its default, as in AWS. */
  const updatePool = (configuration: object) => {
    const { context, outputs } = operated.cloud;
    const input = { UserPoolId: outputs.UserPoolId, ...configuration };
    return context.call('cognito-idp', 'UpdateUserPool', input, { caller: 'test' });
  };
  const asDeployed = () =>
    updatePool({ LambdaConfig: { PostConfirmation: operated.cloud.outputs.TriggerFunctionArn } });

  /** Has the stack put out these as well. Answers the id of the fault that does it. */
  const putOut = (more: Record<string, string>) => {
    const Outputs = Object.entries({ ...operated.cloud.outputs, ...more }).map(
      ([OutputKey, OutputValue]) => ({
        OutputKey,
        OutputValue,
      }),
    );
    return operated.cloud.faults.add({
      service: 'cloudformation',
      operation: 'DescribeStacks',
      response: { Stacks: [{ StackName: 'UserRegistration', Outputs }] },
    });
  };

  it('adopts nothing without --check', async () => {
    expect(await operated.registrar('adopt')).toMatchObject({ code: 1 });
  });

  it('says all that stands in the way of a table at once, and ends with 3', async () => {
    const { code, stdout, stderr } = await operated.registrar(
      'adopt',
      '--check',
      '--users-table',
      'shop.users',
    );

    expect(code).toBe(3);
    expect(stdout).toContain('shop.users.tenant is NOT NULL without a default');
    expect(stdout).toContain(
      'ALTER TABLE shop.users ALTER COLUMN name TYPE varchar(255); takes milliseconds.',
    );
    expect(stdout).toContain(
      'equal or differ only in case, by their ids: 00000000-0000-4000-8000-000000000001 and 00000000-0000-4000-8000-000000000002.',
    );
    expect(stderr).toContain('3 of these stand in the way');
  });

  it('prints the SQL of each step, how long it holds the table, and writes nothing', async () => {
    const { code, stdout } = await operated.registrar('adopt', '--check', '--users-table', 'shop.people');

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /1\. add the columns that are missing; no row is written \(holds the table for milliseconds\)/,
    );
    expect(stdout).toContain(
      'CREATE UNIQUE INDEX CONCURRENTLY "people_cognito_id_key" ON "shop"."people" (cognito_id);',
    );
    expect(
      await execute('SELECT cognito_id FROM shop.people').catch((error: Error) => error.message),
    ).toMatch(/does not exist/);
  });

  it('finds nothing left to do in the table of the stack', async () => {
    const answer = await operated.ask<{ blocks: number; database: { plan: unknown } }>(0, 'adopt', '--check');

    expect(answer).toMatchObject({ blocks: 0, database: { plan: { expand: [], contract: [] } } });
  });

  describe('adopt --check of a user pool', () => {
    it('shows all of its configuration as it would be, the trigger alone other than it is', async () => {
      const { UserPoolId = '', TriggerFunctionArn } = operated.cloud.outputs;
      await updatePool({ AutoVerifiedAttributes: ['email'] });

      const { stdout } = await operated.registrar('adopt', '--check', '--user-pool-id', UserPoolId);
      const { user_pool } = await operated.ask<{ user_pool: Record<'is' | 'would_be', object> }>(
        0,
        'adopt',
        '--check',
      );

      expect(stdout).toContain('from none to the function PublishUserRegistered');
      expect(stdout).toContain('    AutoVerifiedAttributes ["email"]');
      expect(stdout).not.toContain('Table ');
      expect(user_pool.would_be).toEqual({
        ...user_pool.is,
        LambdaConfig: { PostConfirmation: TriggerFunctionArn },
      });
      await asDeployed();
    });

    it('says what a deploy would refuse; with --attach that stands in the way', async () => {
      const LambdaConfig = { PostConfirmation: OTHER };
      const UserPoolTags = { 'aws:cloudformation:stack-name': 'Identity' };
      const fault = operated.cloud.faults.add({
        service: 'cognito-idp',
        operation: 'DescribeUserPool',
        response: { UserPool: { Name: 'people', LambdaConfig, UserPoolTags } },
      });
      const check = (...more: string[]) => operated.registrar('adopt', '--check', ...more);

      const told = await check();
      const refused = await check('--attach');

      expect(told).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('belongs to the stack') as string,
      });
      expect(refused.code).toBe(3);
      expect(refused.stdout).toContain(
        `✘ User pool ${operated.cloud.outputs.UserPoolId} has another PostConf`,
      );
      expect(refused.stderr).toContain('2 of these stand in the way');
      expect((await check('--attach', '--accept-drift')).stderr).toContain('1 of these');
      operated.cloud.faults.remove(fault);
    });
  });

  describe('doctor', () => {
    const examine = (code: number) =>
      operated
        .ask<{ parts: { part: string; level: string; says: string; then?: string[] }[] }>(code, 'doctor')
        .then(({ parts }) => Object.fromEntries(parts.map((reading) => [reading.part, reading])));
    const levels = (parts: Record<string, { level: string }>, level: string) =>
      Object.keys(parts).filter((part) => parts[part]?.level === level);

    it('finds everything in its place after a deploy, but nobody who would be called', async () => {
      const parts = await examine(0);

      const green = ['trigger', 'permission', 'rule', 'pipe', 'schema', 'rights', 'table'];
      expect(levels(parts, 'green')).toEqual(green);
      expect(levels(parts, 'yellow')).toEqual(['alerts']);
      // The local cloud has none.
      expect(levels(parts, 'unknown')).toEqual(['alarms']);
    });

    it('says which function the pool calls instead of ours, and who has to mend it', async () => {
      await updatePool({ LambdaConfig: { PostConfirmation: OTHER } });

      const { trigger } = await examine(3);

      expect(trigger?.level).toBe('red');
      expect(trigger?.says).toContain('calls older after a confirmation: nobody who signs up is registered.');
      expect(trigger?.says).toContain('UserRegistration.addTriggerTo(userPool)');
      await asDeployed();
    });

    it.each([
      ['attach', 3, 'red', 'Deploy once with userPoolTrigger none, then again with attach.'],
      ['none', 0, 'green', 'as userPoolTrigger none has it'],
    ])(
      'judges a pool without a trigger by userPoolTrigger %s',
      async (userPoolTrigger, code, level, words) => {
        await updatePool({});
        const fault = putOut({ UserPoolTrigger: userPoolTrigger });

        const { trigger } = await examine(code);
        operated.cloud.faults.remove(fault);
        await asDeployed();

        expect(trigger).toMatchObject({ level, says: expect.stringContaining(words) as string });
      },
    );

    it.each([
      ['there is none', undefined],
      ['it is of another pool', { 'AWS:SourceArn': 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/x' }],
    ])('says that the pool lacks its permission when %s, and how to give it', async (_, ArnLike) => {
      const Statement = {
        Effect: 'Allow',
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: operated.cloud.outputs.TriggerFunctionArn,
        Condition: { ArnLike },
      };
      const answer = ArnLike
        ? { response: { Policy: JSON.stringify({ Statement }) } }
        : { error: { code: 'ResourceNotFoundException', status: 404 } };
      const fault = operated.cloud.faults.add({ service: 'lambda', operation: 'GetPolicy', ...answer });

      const { permission } = await examine(3);
      operated.cloud.faults.remove(fault);

      expect(permission).toMatchObject({ level: 'red' });
      expect(permission?.then?.join()).toMatch(
        /^aws lambda add-permission .* --source-arn arn:aws:cognito-idp:.*userpool/,
      );
    });

    it.each([
      [
        'schema',
        'red',
        `DELETE FROM user_registration.schema_migrations WHERE path = '${NEWEST_MIGRATION}'`,
        'Deploy, or migrate again:',
        `INSERT INTO user_registration.schema_migrations VALUES ('${NEWEST_MIGRATION}', '')`,
      ],
      [
        'schema',
        'yellow',
        `INSERT INTO user_registration.schema_migrations VALUES ('migrations/999999_later.sql', '')`,
        'newer than this program',
        `DELETE FROM user_registration.schema_migrations WHERE path LIKE '%later.sql'`,
      ],
      [
        'rights',
        'red',
        'REVOKE EXECUTE ON FUNCTION user_registration.register_user(jsonb) FROM registration_workflow',
        'no registration is written',
        'GRANT EXECUTE ON FUNCTION user_registration.register_user(jsonb) TO registration_workflow',
      ],
      [
        'rights',
        'yellow',
        'GRANT SELECT ON users TO PUBLIC',
        'may SELECT users',
        'REVOKE SELECT ON users FROM PUBLIC',
      ],
      [
        'table',
        'red',
        'ALTER TABLE users ALTER COLUMN email DROP NOT NULL',
        'still to do: hold new rows to the rules; rows that are there are not looked at; fill the rows that are there',
        'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
      ],
    ])('finds %s %s after %s', async (part, level, sql, words, undo) => {
      await execute(sql);
      const parts = await examine(level === 'red' ? 3 : 0);
      await execute(undo);

      expect(parts[part]).toMatchObject({ level, says: expect.stringContaining(words) as string });
    });

    it('looks whether the owners of topic and key have allowed what we need, as adopt --check does', async () => {
      const { cloud } = operated;
      const statement = {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: cloud.outputs.AlertTopicArn,
      };
      const imported = putOut({
        TopicPolicyStatements: JSON.stringify([statement]),
        KeyPolicyStatements: '[]',
      });

      const lacking = await examine(3);
      const told = await operated.registrar('adopt', '--check');
      const allowed = cloud.faults.add({
        service: 'sns',
        operation: 'GetTopicAttributes',
        response: { Attributes: { Policy: JSON.stringify({ Statement: [statement] }) } },
      });
      const whole = await examine(0);
      for (const fault of [imported, allowed]) cloud.faults.remove(fault);

      expect(lacking.topic).toMatchObject({ level: 'red' });
      expect(lacking.topic?.says).toContain(`Its owner adds ${JSON.stringify([statement])}`);
      expect(told.stdout).toContain('keeps the alarms out, which stay silent.');
      expect(lacking.key).toMatchObject({ level: 'unknown' });
      expect(whole.topic).toMatchObject({ level: 'green' });
    });

    it('names who has not confirmed a subscription', async () => {
      const fault = operated.cloud.faults.add({
        service: 'sns',
        operation: 'ListSubscriptionsByTopic',
        response: {
          Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Endpoint: 'ops@example.com' }],
        },
      });

      const { alerts } = await examine(3);
      operated.cloud.faults.remove(fault);

      expect(alerts).toMatchObject({ level: 'red' });
      expect(alerts?.says).toContain('ops@example.com has not confirmed');
    });
  });
});

/** A function of somebody else. */
const OTHER = 'arn:aws:lambda:us-east-1:000000000000:function:older';

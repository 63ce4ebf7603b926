import { onEachEngine } from './engines';
import { clusterArn } from './data-api-cloud';

onEachEngine((cloud) => {
  const secret = async (name: string, value: object | string) => {
    const SecretString = typeof value === 'string' ? value : JSON.stringify(value);
    const { ARN } = await cloud().call<{ ARN: string }>('secretsmanager', 'CreateSecret', {
      Name: name,
      SecretString,
    });
    return ARN;
  };

  describe('the secret of a call', () => {
    it('logs in as its own role, with that role’s rights and settings', async () => {
      await cloud().execute('CREATE TABLE private (id int)');
      await cloud().execute("CREATE ROLE worker LOGIN PASSWORD 'secret'");
      await cloud().execute("ALTER ROLE worker SET lock_timeout = '2s'");
      const secretArn = await secret('worker', { username: 'worker', password: 'secret' });
      expect(
        await cloud().execute("SELECT current_user::text, current_setting('lock_timeout')", { secretArn }),
      ).toMatchObject({ records: [[{ stringValue: 'worker' }, { stringValue: '2s' }]] });
      await expect(cloud().execute('SELECT * FROM private', { secretArn })).rejects.toMatchObject({
        message: 'ERROR: permission denied for table private; SQLState: 42501',
      });
    });

    it('may call a function that runs with its owner’s rights', async () => {
      await cloud().execute(
        `CREATE FUNCTION look() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
         AS $$ BEGIN RETURN (SELECT count(*) FROM public.private); END $$`,
      );
      await cloud().execute('GRANT EXECUTE ON FUNCTION look() TO worker');
      expect(await cloud().execute('SELECT look()', { secretArn: 'worker' })).toMatchObject({
        records: [[{ longValue: 0 }]],
      });
    });

    it('is taken by name too', async () => {
      expect(await cloud().execute('SELECT current_user::text', { secretArn: 'worker' })).toMatchObject({
        records: [[{ stringValue: 'worker' }]],
      });
    });

    it.each([
      ['a wrong password', { username: 'registration_owner', password: 'wrong' }, 'registration_owner'],
      ['a role that does not exist', { username: 'nobody', password: 'x' }, 'nobody'],
    ])('is refused with %s', async (name, value, user) => {
      const secretArn = await secret(name.replaceAll(' ', '-'), value);
      await expect(cloud().execute('SELECT 1', { secretArn })).rejects.toMatchObject({
        code: 'DatabaseErrorException',
        message: `FATAL: password authentication failed for user "${user}"; SQLState: 28P01`,
      });
    });

    it('is refused when the role may not log in', async () => {
      await cloud().execute("CREATE ROLE group_of_users PASSWORD 'x'");
      const secretArn = await secret('group', { username: 'group_of_users', password: 'x' });
      await expect(cloud().execute('SELECT 1', { secretArn })).rejects.toMatchObject({
        message: 'FATAL: role "group_of_users" is not permitted to log in; SQLState: 28000',
      });
    });

    it('follows a password that changes', async () => {
      await cloud().execute("CREATE ROLE changing LOGIN PASSWORD 'old'");
      const secretArn = await secret('changing', { username: 'changing', password: 'old' });
      await cloud().execute('SELECT 1', { secretArn });
      await cloud().execute("ALTER ROLE changing PASSWORD 'new'");
      const put = { SecretId: secretArn, SecretString: '{"username":"changing","password":"new"}' };
      await cloud().call('secretsmanager', 'PutSecretValue', put);
      expect(await cloud().execute('SELECT 1', { secretArn })).toMatchObject({
        records: [[{ longValue: 1 }]],
      });
    });

    // API_ExecuteStatement, "Errors": SecretsErrorException, InvalidSecretException.
    it('must exist', async () => {
      await expect(cloud().execute('SELECT 1', { secretArn: 'nothing-there' })).rejects.toMatchObject({
        code: 'SecretsErrorException',
        message: "Secrets Manager can't find the specified secret.",
      });
    });

    it('must hold a user and a password', async () => {
      const secretArn = await secret('no-user', 'just text');
      await expect(cloud().execute('SELECT 1', { secretArn })).rejects.toMatchObject({
        code: 'InvalidSecretException',
      });
    });
  });

  describe('the cluster of a call', () => {
    it('must have its HTTP endpoint enabled', async () => {
      await cloud().make('AWS::RDS::DBCluster', 'Closed', {
        DBClusterIdentifier: 'closed',
        Engine: 'aurora-postgresql',
        DatabaseName: 'registration',
        MasterUsername: 'closed_owner',
        MasterUserPassword: 'x',
      });
      for (const resourceArn of [
        clusterArn.replace('users', 'closed'),
        clusterArn.replace('users', 'missing'),
      ])
        await expect(cloud().execute('SELECT 1', { resourceArn })).rejects.toMatchObject({
          code: 'HttpEndpointNotEnabledException',
          message: `HttpEndpoint is not enabled for resource ${resourceArn}`,
        });
    });

    // aws-cli issue 8577: without a database the user's name is taken for one.
    it('has the databases that it has', async () => {
      for (const [database, missing] of [
        ['nowhere', 'nowhere'],
        [undefined, 'registration_owner'],
      ])
        await expect(cloud().execute('SELECT 1', { database })).rejects.toMatchObject({
          code: 'DatabaseErrorException',
          message: expect.stringMatching(
            new RegExp(`^(ERROR|FATAL): database "${missing}" does not exist; SQLState: 3D000$`),
          ) as string,
        });
    });
  });
});

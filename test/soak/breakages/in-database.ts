import type { LocalCloud } from 'local-cloud';
import type { Rule } from '../judge';
import type { Breakage } from './breakage';

/** What the database does beside what it should: a trigger that alters each row before, or something else after it is written. */
export function whenWriting(
  what: string,
  rule: Rule,
  moment: 'BEFORE INSERT OR UPDATE' | 'BEFORE UPDATE' | 'AFTER INSERT',
  statements: string,
): Breakage {
  return {
    what,
    rule,
    async apply(cloud) {
      await run(
        cloud,
        `CREATE FUNCTION breakage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
         BEGIN IF pg_trigger_depth() = 1 THEN ${statements} END IF; RETURN NEW; END $$`,
      );
      await run(cloud, `CREATE TRIGGER breakage ${moment} ON users FOR EACH ROW EXECUTE FUNCTION breakage()`);
      return () => run(cloud, 'DROP FUNCTION breakage() CASCADE');
    },
  };
}

/** A function that the workflow calls does this instead; `whole(argument)` is what it did before. */
export function insteadOf(
  name: 'register_user' | 'roll_back_registration',
  what: string,
  rule: Rule,
  statements: string,
): Breakage {
  return {
    what,
    rule,
    async apply(cloud) {
      await run(cloud, `ALTER FUNCTION user_registration.${name}(jsonb) RENAME TO whole`);
      await run(
        cloud,
        `CREATE FUNCTION user_registration.${name}(argument jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
         SET search_path = user_registration, public, pg_temp AS $$ BEGIN ${statements} END $$`,
      );
      await run(cloud, `GRANT EXECUTE ON FUNCTION user_registration.${name}(jsonb) TO registration_workflow`);
      return async () => {
        await run(cloud, `DROP FUNCTION user_registration.${name}(jsonb)`);
        await run(cloud, `ALTER FUNCTION user_registration.whole(jsonb) RENAME TO ${name}`);
      };
    },
  };
}

async function run({ context, outputs }: LocalCloud, sql: string): Promise<void> {
  const { DatabaseClusterArn: resourceArn, DatabaseSecretArn: secretArn, DatabaseName: database } = outputs;
  const input = { resourceArn, secretArn, database, sql };
  await context.call('rds-data', 'ExecuteStatement', input, { caller: 'breakage' });
}

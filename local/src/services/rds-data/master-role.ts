import { quoteIdentifier, quoteLiteral, type Provision, type ResultSet } from './database';

type Run = (sql: string) => Promise<ResultSet>;

/**
 * Makes the master user as Aurora does: no superuser, but a member of `rds_superuser` who may create databases and roles
 * and owns the database (AuroraUserGuide, "Master user account privileges"). An existing one gets the given password.
 */
export async function provisionMaster(run: Run, cluster: Provision): Promise<void> {
  const master = quoteIdentifier(cluster.masterUsername);
  await createRole(run, 'rds_superuser', 'NOLOGIN');
  await createRole(run, cluster.masterUsername, 'LOGIN');
  await run(
    `ALTER ROLE ${master} WITH LOGIN CREATEDB CREATEROLE PASSWORD ${quoteLiteral(cluster.masterPassword)}`,
  );
  for (const role of ['pg_monitor', 'pg_signal_backend'])
    await run(`GRANT ${role} TO rds_superuser WITH ADMIN OPTION`);
  await run(`GRANT rds_superuser TO ${master}`);
  await run(`ALTER DATABASE ${quoteIdentifier(cluster.database)} OWNER TO ${master}`);
}

async function createRole(run: Run, name: string, options: string): Promise<void> {
  const { rows } = await run(`SELECT 1 FROM pg_roles WHERE rolname = ${quoteLiteral(name)}`);
  if (!rows.length) await run(`CREATE ROLE ${quoteIdentifier(name)} ${options}`);
}

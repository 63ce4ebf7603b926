import { unsupported } from '../../kernel/aws-error';
import {
  quoteIdentifier,
  quoteLiteral,
  statement,
  type Database,
  type Login,
  type Provision,
  type Session,
} from './database';
import { DatabaseError } from './database-error';
import { provisionMaster } from './master-role';
import type { PgliteProcess } from './pglite-process';
import { resetSession } from './reset-session';
import { fitsVerifier } from './scram';
import { Turns } from './turns';

/**
 * A role and its settings, read before each login: passwords and settings change by SQL at any time. Two plain look-ups in the same
 * message as the reset take a fifth of what one statement of both takes, which is planned anew each time.
 */
function loginQuery(user: string): string {
  const name = quoteLiteral(user);
  return [
    resetSession('postgres'),
    `SELECT '${ROLE}', rolpassword, rolcanlogin FROM pg_authid WHERE rolname = ${name}`,
    `SELECT '${SETTINGS}', array_to_json(setconfig) FROM pg_db_role_setting
      WHERE setrole = (SELECT oid FROM pg_authid WHERE rolname = ${name}) OR (setrole = 0 AND setdatabase <> 0)
      ORDER BY setrole <> 0, setdatabase <> 0`,
  ].join('; ');
}

/** Tell the rows of the look-ups from those of the reset. */
const [ROLE, SETTINGS] = ['role', 'settings'];

/**
 * PostgreSQL in this process's care (PGlite). It has one session, which an open transaction keeps for itself: other calls
 * wait. A statement that runs cannot be stopped, and `statement_timeout` never fires.
 */
export class PgliteDatabase implements Database {
  private readonly turns = new Turns();
  private database: string | undefined;

  constructor(private readonly pglite: PgliteProcess) {}

  async provision(cluster: Provision): Promise<void> {
    if (this.database !== undefined && this.database !== cluster.database)
      throw unsupported(
        `a second database on PGlite ("${cluster.database}" beside "${this.database}"); give DATABASE_URL for that`,
      );
    this.database = cluster.database;
    const end = await this.turns.take();
    try {
      await this.pglite.ready;
      await this.pglite.send({ before: resetSession('postgres') });
      // The running database cannot be renamed by ALTER DATABASE, and PGlite connects to no other.
      const rename = `UPDATE pg_database SET datname = ${quoteLiteral(cluster.database)} WHERE datname = current_database()`;
      await this.pglite.send({ before: rename });
      await provisionMaster((sql) => this.pglite.send(statement(sql)), cluster);
    } finally {
      end();
    }
  }

  async connect(login: Login, signal?: AbortSignal): Promise<Session> {
    if (login.database !== this.database) throw this.wrongDatabase(login.database);
    const end = await this.turns.take(signal);
    try {
      const settings = await this.authenticate(login);
      return this.session(login, settings, end);
    } catch (error) {
      end();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.pglite.stop();
  }

  private wrongDatabase(name: string): Error {
    if (name === 'postgres') return unsupported('database "postgres" on PGlite; give DATABASE_URL for that');
    return new DatabaseError({
      severity: 'ERROR',
      code: '3D000',
      message: `database "${name}" does not exist`,
    });
  }

  /** The role's settings, such as `lock_timeout=5s`, if the password is right. */
  private async authenticate({ user, password }: Login): Promise<string[]> {
    const { rows } = await this.pglite.send({ before: loginQuery(user) });
    const [, verifier, canLogin] = rows.find(([kind]) => kind === ROLE) ?? [];
    if (!fitsVerifier(password, verifier ?? null))
      throw fatal('28P01', `password authentication failed for user "${user}"`);
    if (canLogin !== 't') throw fatal('28000', `role "${user}" is not permitted to log in`);
    const settings = rows.filter(([kind]) => kind === SETTINGS);
    return settings.flatMap(([, list]) => JSON.parse(list ?? '[]') as string[]);
  }

  private session({ user }: Login, settings: readonly string[], end: () => void): Session {
    let before: string | undefined = loginSql(user, settings);
    return {
      run: async (sent) => {
        refuseOtherUser(sent.text);
        const answer = this.pglite.send({ ...(before && { before }), ...sent });
        before = undefined;
        return answer;
      },
      cancel: async () => undefined,
      release: end,
    };
  }
}

function loginSql(user: string, settings: readonly string[]): string {
  const sets = settings.map((setting) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(setting)!;
    return `SELECT set_config(${quoteLiteral(name!)}, ${quoteLiteral(value!)}, false)`;
  });
  return [...sets, `SET SESSION AUTHORIZATION ${quoteIdentifier(user)}`].join('; ');
}

/** PGlite itself is logged in as a superuser, who may become anybody; a real login may not. */
function refuseOtherUser(sql: string): void {
  if (/session[\s_]+authorization/i.test(sql))
    throw new DatabaseError({
      severity: 'ERROR',
      code: '42501',
      message: 'permission denied to set session authorization',
    });
}

function fatal(code: string, message: string): DatabaseError {
  return new DatabaseError({ severity: 'FATAL', code, message });
}

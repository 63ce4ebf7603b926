import type { Engine, Session, TestDatabase } from './engine';
import { deploy } from './on-every-database';

/** A deployed database for all tests of a `describe`, without rows before each. */
export interface DeployedDatabase {
  readonly owner: TestDatabase;
  /** The workflow's session. */
  readonly workflow: Session;
}

/** Sets the members before the tests run. */
export function deployedDatabase(engine: Engine): DeployedDatabase {
  const database = {} as { owner: TestDatabase; workflow: Session };
  beforeAll(async () => {
    database.owner = await engine.create();
    await deploy(database.owner);
    database.workflow = await database.owner.connect('registration_workflow');
  });
  beforeEach(() =>
    database.owner.query('TRUNCATE users, user_registrations, reconciliations, listed_identities'),
  );
  afterAll(() => database.owner.close());
  return database;
}

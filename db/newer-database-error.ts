/** The database has a migration that this release does not know. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';

  constructor(path: string) {
    super(
      `The database has ${path}, which this release does not know: it is newer. Deploy that release or a later one.`,
    );
  }
}

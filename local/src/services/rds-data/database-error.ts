import { AwsError } from '../../kernel/aws-error';

/** What PostgreSQL reports of an error. */
export interface PostgresError {
  readonly severity?: string;
  readonly code?: string;
  readonly message: string;
  readonly hint?: string;
  readonly position?: string;
}

/** An error that PostgreSQL answered. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(readonly report: PostgresError) {
    super(report.message);
  }
}

/**
 * The database's error as the Data API words it. For Serverless v2 that is `ERROR: …; Hint: …; Position: …; SQLState: …`,
 * with no Detail: so in drizzle-orm issue 2583 and aurora-data-api issue 53, where PostgreSQL always has one.
 */
export function dataApiError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const { severity = 'ERROR', code, message, hint, position } = error.report;
  // AuroraUserGuide, data-api.differences: several statements in a call.
  if (code === '42601' && message.startsWith('cannot insert multiple commands'))
    return new AwsError('ValidationException', "Multistatements aren't supported.");
  const parts = [
    `${severity}: ${message}`,
    hint && `Hint: ${hint}`,
    position && `Position: ${position}`,
    code && `SQLState: ${code}`,
  ];
  return new AwsError('DatabaseErrorException', parts.filter(Boolean).join('; '));
}

import { AwsError } from '../../kernel/aws-error';
import type { ResultColumn, ResultSet } from './database';
import { refusedTypeName } from './postgres-types';

const maximumBytes = 1_048_576;

/** Refuses columns of a type that the Data API does not return; the way round is a cast to text. */
export function checkSupported(fields: readonly ResultColumn[]): void {
  for (const { dataTypeID } of fields) {
    const refused = refusedTypeName(dataTypeID);
    if (refused)
      throw new AwsError(
        'UnsupportedResultException',
        `The result contains the unsupported data type ${refused}.`,
      );
  }
}

/** Refuses results over 1 MiB (AuroraUserGuide, data-api.limitations); a row weighs what it weighs on the wire. */
export function checkSize({ rows }: ResultSet): void {
  let bytes = 0;
  for (const row of rows)
    for (const value of row) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value));
  if (bytes > maximumBytes)
    throw new AwsError('UnsupportedResultException', 'The result exceeds the size limit 1 MB.');
}

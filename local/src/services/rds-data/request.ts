import { AwsError } from '../../kernel/aws-error';
import type { SqlParameter } from './parameter-value';
import type { ResultSetOptions } from './result-value';

/** Members that the operations share. */
export interface DataApiRequest {
  readonly resourceArn?: string;
  readonly secretArn?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly sql?: string;
  readonly transactionId?: string;
}

export interface ExecuteStatementRequest extends DataApiRequest {
  readonly parameters?: readonly SqlParameter[];
  readonly includeResultMetadata?: boolean;
  readonly continueAfterTimeout?: boolean;
  readonly resultSetOptions?: ResultSetOptions;
  readonly formatRecordsAs?: string;
}

const maximumSqlLength = 65_536;

const enums: Readonly<Record<string, readonly string[]>> = {
  formatRecordsAs: ['NONE', 'JSON'],
  decimalReturnType: ['STRING', 'DOUBLE_OR_LONG'],
  longReturnType: ['LONG', 'STRING'],
};

/** Refuses what the API's model refuses before anything is looked up. */
export function checkRequest(
  request: ExecuteStatementRequest,
  required: readonly (keyof DataApiRequest)[],
): void {
  for (const member of ['resourceArn', 'secretArn', ...required] as const)
    if (typeof request[member] !== 'string' || !request[member])
      throw violation('null', member, 'not be null');
  if ((request.sql ?? '').length > maximumSqlLength)
    throw violation("'…'", 'sql', `have length less than or equal to ${maximumSqlLength}`);
  for (const [member, value] of Object.entries({
    ...request.resultSetOptions,
    formatRecordsAs: request.formatRecordsAs,
  }))
    if (value !== undefined && !enums[member]?.includes(value))
      throw violation(`'${value}'`, member, `satisfy enum value set: [${enums[member]?.join(', ')}]`);
  // AuroraUserGuide, data-api.differences, "Schema parameter behavior".
  if (request.schema) throw new AwsError('ValidationException', "The schema parameter isn't supported");
}

function violation(value: string, member: string, must: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${must}`,
  );
}

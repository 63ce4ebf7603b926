import { AwsError } from '../../kernel/aws-error';
import { columnMetadata } from './column-metadata';
import type { DataApi } from './data-api';
import type { ResultSet, Session, Statement } from './database';
import { formattedRecords } from './formatted-records';
import { numberParameters } from './named-parameters';
import { typedValue, type SqlParameter } from './parameter-value';
import { checkRequest, type ExecuteStatementRequest } from './request';
import { checkSupported, checkSize } from './result-limits';
import { resultValue, type Field } from './result-value';

/** Runs one SQL statement, in a transaction or committed by itself. */
export async function executeStatement(api: DataApi, request: ExecuteStatementRequest) {
  checkRequest(request, ['sql']);
  const statement = boundStatement(request.sql!, request.parameters ?? []);
  return api.inSession(request, async (session) => {
    const result = await api.run(session, statement, request);
    return result.fields ? rowsAnswer(session, request, result) : updateAnswer(result);
  });
}

/** The SQL with its named parameters in PostgreSQL's form. */
function boundStatement(sql: string, parameters: readonly SqlParameter[]): Statement {
  const values = new Map(parameters.map((parameter) => [nameOf(parameter), typedValue(parameter)]));
  const { text, names } = numberParameters(sql, new Set(values.keys()));
  const bound = names.map((name) => values.get(name)!);
  return { text, types: bound.map(({ type }) => type), values: bound.map(({ value }) => value) };
}

/** How many rows a command tag counts (`UPDATE 3`, `INSERT 0 1`); 0 for DDL. */
function updatedRows({ command }: ResultSet): number {
  return Number(/^(?:INSERT 0|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(command)?.[1] ?? 0);
}

function nameOf({ name }: SqlParameter): string {
  if (!name) throw new AwsError('ValidationException', 'A parameter has no name.');
  return name;
}

function updateAnswer(result: ResultSet) {
  // Always empty on PostgreSQL; RETURNING takes its place (AuroraUserGuide, data-api.differences).
  return { generatedFields: [], numberOfRecordsUpdated: updatedRows(result) };
}

async function rowsAnswer(session: Session, request: ExecuteStatementRequest, result: ResultSet) {
  const fields = result.fields!;
  checkSupported(fields);
  checkSize(result);
  const records: Field[][] = result.rows.map((row) =>
    row.map((text, column) => resultValue(text, fields[column]!.dataTypeID, request.resultSetOptions ?? {})),
  );
  if (request.formatRecordsAs === 'JSON' && /^SELECT /.test(result.command))
    return { numberOfRecordsUpdated: 0, formattedRecords: formattedRecords(fields, records) };
  const metadata = request.includeResultMetadata
    ? { columnMetadata: await columnMetadata(session, fields) }
    : {};
  return { ...metadata, numberOfRecordsUpdated: 0, records };
}

import { randomUUID } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import type { CloudContext } from '../../kernel/cloud-context';
import { unsupported } from '../../kernel/aws-error';
import { FIRST } from './event-position';
import type { EventRing } from './event-ring';
import { eventRow, type Row } from './insights/log-record';
import { parseQuery, type Query } from './insights/parse-query';
import { malformedQuery } from './insights/query-error';
import { compareValues, toText } from './insights/value';
import { invalidParameter, notFound } from './log-errors';
import { nameOf } from './log-names';
import type { LogStore } from './log-store';

interface StartQueryInput {
  readonly queryLanguage?: string;
  readonly logGroupName?: string;
  readonly logGroupNames?: readonly string[];
  readonly logGroupIdentifiers?: readonly string[];
  /** Seconds since the epoch, both inclusive. */
  readonly startTime: number;
  readonly endTime: number;
  readonly queryString: string;
  readonly limit?: number;
}

interface QueryResult {
  readonly status: 'Complete' | 'Timeout' | 'Cancelled';
  readonly results: readonly (readonly { field: string; value: string }[])[];
  readonly statistics: {
    readonly recordsMatched: number;
    readonly recordsScanned: number;
    readonly bytesScanned: number;
  };
}

/** StartQuery API page. */
const DEFAULT_LIMIT = 10_000;
/** A regular expression may not hold the process for ever. */
const LONGEST_MS = 10_000;
const MOST_KEPT = 100;

/** StartQuery, GetQueryResults and StopQuery: a query has run when StartQuery answers. */
export function insightsQueries(context: CloudContext, store: LogStore) {
  const results = new Map<string, QueryResult>();
  const resultOf = (id: string) => {
    const result = results.get(id);
    if (!result) throw notFound('The specified query does not exist.');
    return result;
  };
  return {
    StartQuery(input: StartQueryInput) {
      if (input.queryLanguage !== undefined && input.queryLanguage !== 'CWLI')
        throw unsupported(`the query language ${input.queryLanguage} in CloudWatch Logs`);
      const queryId = randomUUID();
      results.set(queryId, runQuery(context, store, input));
      if (results.size > MOST_KEPT) results.delete([...results.keys()][0] ?? '');
      return { queryId };
    },
    GetQueryResults: ({ queryId }: { readonly queryId: string }) => ({
      queryLanguage: 'CWLI',
      ...resultOf(queryId),
    }),
    StopQuery({ queryId }: { readonly queryId: string }) {
      resultOf(queryId);
      throw invalidParameter('The specified query is not running.');
    },
  };
}

function runQuery(context: CloudContext, store: LogStore, input: StartQueryInput): QueryResult {
  const query = parsed(input.queryString);
  const groups = groupsOf(input);
  const missing = groups.find((group) => !store.groups.has(group));
  if (missing !== undefined) throw unknownGroup(missing, context.accountId);
  const rows = groups.flatMap((group) =>
    rowsOf(
      store.ring(group),
      `${context.accountId}:${group}`,
      input.startTime * 1000,
      input.endTime * 1000 + 999,
    ),
  );
  rows.reverse();
  if (groups.length > 1) rows.sort((a, b) => compareValues(b.field('@timestamp'), a.field('@timestamp')));
  const bytesScanned = rows.reduce((sum, row) => sum + toText(row.field('@message')).length, 0);
  const counts = { recordsScanned: rows.length, bytesScanned };
  const found = withinTime(() => query.run(rows));
  if (!found) return { status: 'Timeout', results: [], statistics: { recordsMatched: 0, ...counts } };
  const shown = found.slice(0, input.limit ?? DEFAULT_LIMIT);
  return {
    status: 'Complete',
    results: shown.map((row) => output(row, query)),
    statistics: { recordsMatched: found.length, ...counts },
  };
}

/** In other words than everywhere else (observed). */
function unknownGroup(group: string, accountId: string) {
  const service = `Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ${randomUUID()}; Proxy: null`;
  return notFound(`Log group '${group}' does not exist for account ID '${accountId}' (${service})`);
}

function parsed(text: string): Query {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof RangeError) throw malformedQuery('The query is nested too deeply.');
    throw error instanceof SyntaxError ? malformedQuery(error.message) : error;
  }
}

function groupsOf(input: StartQueryInput): string[] {
  const { logGroupName, logGroupNames, logGroupIdentifiers } = input;
  const groups = logGroupIdentifiers?.map(nameOf) ?? logGroupNames ?? (logGroupName ? [logGroupName] : []);
  if (groups.length === 0) throw invalidParameter('Please provide a log group to query.');
  return [...groups];
}

function rowsOf(ring: EventRing, log: string, from: number, until: number): Row[] {
  const rows: Row[] = [];
  for (const event of ring.from({ ...FIRST, timestamp: from })) {
    if (event.timestamp > until) break;
    rows.push(eventRow(event, log));
  }
  return rows;
}

function output(row: Row, query: Query) {
  const columns = query.aggregated ? query.columns : [...query.columns, '@ptr'];
  return columns.flatMap((field) => {
    const value = row.field(field);
    return value === undefined ? [] : [{ field, value: toText(value) }];
  });
}

/** Runs under V8's own time-out, which stops a regular expression too; undefined when it was over. */
function withinTime<Result>(run: () => Result): Result | undefined {
  try {
    return runInNewContext('run()', { run }, { timeout: LONGEST_MS }) as Result;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}

import { parseAggregate, type Aggregate } from './aggregates';
import { plainRow, type Row } from './log-record';
import { expressions, grouped, named, valuesOf, type Named } from './named-values';
import { parseCommand } from './parse-command';
import { parseExpression, truthy, type Expression } from './parse-expression';
import { unsupportedInQuery } from './query-error';
import { TokenReader } from './token-reader';
import { compareValues } from './value';

/** A query as a pipeline of commands. */
export interface Query {
  run(rows: readonly Row[]): readonly Row[];
  /** The fields that the answer shows, in order. */
  readonly columns: readonly string[];
  /** Whether rows are groups of events rather than events. */
  readonly aggregated: boolean;
}

type Step = (rows: readonly Row[]) => readonly Row[];

interface Draft {
  readonly steps: Step[];
  columns: string[];
  aggregated: boolean;
  displayed: boolean;
}

const COMMANDS: Readonly<Record<string, (reader: TokenReader, draft: Draft) => Step>> = {
  fields: (reader, draft) => fields(reader, draft),
  display: (reader, draft) => display(reader, draft),
  filter: (reader) => filter(parseExpression(reader)),
  sort: (reader) => sort(reader),
  limit: (reader) => limit(reader, (rows, count) => rows.slice(0, count)),
  head: (reader) => limit(reader, (rows, count) => rows.slice(0, count)),
  tail: (reader) => limit(reader, (rows, count) => rows.slice(-count)),
  stats: (reader, draft) => stats(reader, draft),
  parse: (reader) => parseCommand(reader),
  dedup: (reader) => dedup(reader),
};

/** Reads a query; a command or function that does not run here is refused by name. */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(text);
  const draft: Draft = { steps: [], columns: [], aggregated: false, displayed: false };
  do {
    const name = reader.takeKind('name').text;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw unsupportedInQuery(`the command ${name}`);
    draft.steps.push(command(reader, draft));
  } while (reader.take('|'));
  if (!reader.atEnd) throw reader.unexpected('| is expected');
  const columns = draft.columns.length > 0 ? draft.columns : ['@timestamp', '@message'];
  return { ...draft, columns, run: (rows) => draft.steps.reduce((all, step) => step(all), rows) };
}

function fields(reader: TokenReader, draft: Draft): Step {
  const list = expressions(reader);
  if (!draft.displayed) draft.columns = [...new Set([...draft.columns, ...list.map(({ name }) => name)])];
  return (rows) => rows.map((row) => row.with(valuesOf(list, row)));
}

function display(reader: TokenReader, draft: Draft): Step {
  const list = expressions(reader);
  draft.columns = list.map(({ name }) => name);
  draft.displayed = true;
  return (rows) => rows.map((row) => row.with(valuesOf(list, row)));
}

function filter(condition: Expression): Step {
  return (rows) => rows.filter((row) => truthy(condition(row)));
}

function sort(reader: TokenReader): Step {
  const keys = reader.list(() => ({
    ...named(reader, () => parseExpression(reader)),
    sign: reader.takeOne(['asc', 'desc']) === 'desc' ? -1 : 1,
  }));
  const keyValue = (row: Row, { name, value }: Named) => row.field(name) ?? value(row);
  return (rows) =>
    [...rows].sort((a, b) => {
      for (const key of keys) {
        const order = compareValues(keyValue(a, key), keyValue(b, key)) * key.sign;
        if (order !== 0) return order;
      }
      return 0;
    });
}

function limit(reader: TokenReader, cut: (rows: readonly Row[], count: number) => readonly Row[]): Step {
  const count = Number(reader.takeKind('number').text);
  return (rows) => cut(rows, count);
}

function stats(reader: TokenReader, draft: Draft): Step {
  const aggregates: { name: string; value: Aggregate }[] = reader.list(() =>
    named(reader, () => parseAggregate(reader)),
  );
  const keys = reader.take('by') ? expressions(reader) : [];
  draft.columns = [...keys, ...aggregates].map(({ name }) => name);
  draft.aggregated = true;
  return (rows) =>
    grouped(rows, keys).map(({ key, members }) =>
      plainRow({
        ...key,
        ...Object.fromEntries(aggregates.map(({ name, value }) => [name, value(members)])),
      }),
    );
}

function dedup(reader: TokenReader): Step {
  const keys = expressions(reader);
  return (rows) => grouped(rows, keys).flatMap(({ members }) => members.slice(0, 1));
}

import { mask } from '../terminal/mask';
import { factLines } from '../terminal/fact-lines';
import { toTable } from '../terminal/table';
import type { Layout } from '../terminal/terminal';
import type { Person } from './person';
import type { Remain } from './remains';

/** How it is told: what becomes of the row, and whether it is done. */
export interface Telling {
  readonly row: 'anonymise' | 'delete';
  readonly isDone: boolean;
  readonly reveal?: boolean;
}

/** What goes, what stays in the tables on purpose, and where the rest expires. */
export function printForget(
  person: Person,
  remains: readonly Remain[],
  layout: Layout,
  telling: Telling,
): string[] {
  const { bold } = layout.colours;
  const { records, mentions, inCognito } = person;
  return [
    bold(`${person.cognitoId} ${telling.isDone ? 'is erased' : 'would be erased'}`),
    ...factLines(layout, [
      ['pool', inCognito ? 'STILL THERE: can sign in, and has no row from now on' : 'no such user'],
      ['row', rowLine(person, telling)],
      ['events', `${person.registrations.length} in the database: what they wrote, and who it was, go`],
      ['failures', `${records.length} records go`],
      ['claim', 'goes'],
      [
        'announced',
        person.row ? 'as user.removed: consumers have copies of their own' : 'nobody: there is no row',
      ],
      ['stays', `the bare id, so that no late event registers it again${othersOf(mentions)}`],
    ]),
    '',
    ...toTable(
      layout,
      ['WHAT STAYS IN', 'AT MOST'],
      remains.map(({ where, days }) => [where, lasting(days)]),
    ),
  ];
}

/** The same for machines. */
export function forgetDocument(person: Person, remains: readonly Remain[], { row, isDone, reveal }: Telling) {
  return {
    cognito_id: person.cognitoId,
    done: isDone,
    in_cognito: person.inCognito,
    row: person.row ? { policy: row, ...(reveal ? person.row : (mask(person.row) as object)) } : null,
    registrations: person.registrations.length,
    failures: person.records.map(({ failure_id }) => failure_id),
    mentions: person.mentions,
    stays: remains.map(({ where, days }) => ({ where, days_at_most: days })),
  };
}

function rowLine({ row }: Person, { row: policy, reveal }: Telling): string {
  if (!row) return 'none';
  const { id, email } = (reveal ? row : mask(row)) as { id: string; email: string };
  return policy === 'delete'
    ? `${id}, ${email}: deleted`
    : `${id}, ${email}: stays without address, name and phone`;
}

function othersOf(mentions: number): string {
  return mentions === 0 ? '' : `; ${mentions} failures of others that name it`;
}

function lasting(days: number | null): string {
  return days === null ? 'no end' : `${days} d`;
}

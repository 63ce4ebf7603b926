/** Something about the table of users that an operator has to know before it is adopted. */
export interface AdoptionFinding {
  /** What it is about: the table, a column, a role. */
  readonly where: string;
  readonly what: string;
  /** What to do, as SQL where SQL does it. */
  readonly fix: string;
  /** Whether nothing can be adopted while it stands; the others are told and left alone. */
  readonly blocks: boolean;
}

/** Says all that blocks, at once. */
export class AdoptionRefusedError extends Error {
  override readonly name = 'AdoptionRefusedError';

  constructor(
    table: string,
    readonly findings: readonly AdoptionFinding[],
  ) {
    const said = findings.map(({ where, what, fix }, index) => `(${index + 1}) ${where}: ${what} ${fix}`);
    super(
      `The table ${table} cannot be adopted as it is. Nothing was changed. ${said.join(' ')} ` +
        'registrar adopt --check says this and more.',
    );
  }
}

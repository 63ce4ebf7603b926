/** What a person reads when something cannot be done: where, what, given, fix. */
export interface Complaint {
  /** The command, option or resource that it is about. */
  readonly where: string;
  readonly what: string;
  readonly given?: string;
  /** What to do about it, a whole sentence or a command. */
  readonly fix: string;
}

/** Something that the operator can mend; it prints one line and no stack. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(readonly complaint: Complaint) {
    const { where, what, given, fix } = complaint;
    super(`${where}: ${what}${given === undefined ? '' : ` (given: ${given})`}. ${fix}`);
  }
}

/** Somebody else was quicker, or the work is done: like HTTP's 409, it says who and when. */
export class ConflictError extends UserError {}

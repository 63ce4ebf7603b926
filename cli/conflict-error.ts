import { UserError } from './user-error';

/** Somebody else was quicker, or the work is done: like HTTP's 409, it says who and when. */
export class ConflictError extends UserError {}

import { AwsError } from './aws-error';

/** A write that the data directory did not take, such as one on a full disk. */
export class NotKeptError extends AwsError {
  constructor(reason: string) {
    super(
      'ServiceUnavailable',
      `The local cloud cannot keep this (${reason}); what it holds can be read.`,
      503,
    );
  }
}

/** The disk under a data directory. While it takes no writes they are refused, and all that is held is served on. */
export class DataDisk {
  private refusing = false;

  constructor(
    /** A line for the person who watches the terminal. */
    readonly log: (line: string) => void = () => {},
  ) {}

  /** Does a write; when it fails, takes back what it left and throws `NotKeptError`. */
  write(write: () => void, undo: () => void): void {
    try {
      write();
    } catch (error) {
      this.refuse(error as Error, undo);
    }
    if (this.refusing) this.log('The data directory takes writes again.');
    this.refusing = false;
  }

  private refuse(error: NodeJS.ErrnoException, undo: () => void): never {
    try {
      undo();
    } catch {
      // What it left is a torn last line, which the next start drops.
    }
    if (!this.refusing)
      this.log(`The data directory takes no writes (${error.message}): they are refused, reads go on.`);
    this.refusing = true;
    throw new NotKeptError(error.code ?? error.message);
  }
}

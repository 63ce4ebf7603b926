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
  /** Files whose last write was refused. */
  private readonly refused = new Set<string>();

  constructor(
    /** A line for the person who watches the terminal. */
    readonly log: (line: string) => void = () => {},
  ) {}

  /** Writes to a file; when that fails, takes back what it left and throws `NotKeptError`. */
  write(file: string, write: () => void, undo: () => void): void {
    try {
      write();
    } catch (error) {
      this.refuse(file, error as Error, undo);
    }
    if (this.refused.delete(file) && this.refused.size === 0)
      this.log('The data directory takes writes again.');
  }

  private refuse(file: string, error: NodeJS.ErrnoException, undo: () => void): never {
    try {
      undo();
    } catch {
      // What it left is a torn last line, which the next start drops.
    }
    if (this.refused.size === 0)
      this.log(`The data directory takes no writes (${error.message}): they are refused, reads go on.`);
    this.refused.add(file);
    throw new NotKeptError(error.code ?? error.message);
  }
}

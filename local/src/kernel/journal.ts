import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { NotKeptError, type DataDisk } from './data-disk';

/** A file of JSON lines. What is appended stands there when the call returns; else the call throws and nothing has changed. */
export class Journal {
  /** Bytes of the file. */
  size = 0;

  constructor(
    private readonly file: string,
    private readonly disk: DataDisk,
  ) {
    mkdirSync(dirname(file), { recursive: true });
  }

  /** What was appended. A last line that was torn, as by a killed process, is dropped; any other stops the start by name. */
  read(): unknown[] {
    if (!existsSync(this.file)) return [];
    const text = readFileSync(this.file, 'utf8');
    const lines = text.split('\n');
    const values = lines.slice(0, -1).map(parsed);
    const damaged = values.indexOf(undefined);
    if (damaged >= 0 && damaged < values.length - 1) throw this.damage(damaged + 1);
    const whole = damaged < 0 ? values : values.slice(0, -1);
    const kept = lines.slice(0, whole.length).map((line) => `${line}\n`);
    this.size = Buffer.byteLength(kept.join(''));
    if (damaged >= 0 || lines.at(-1) !== '') this.dropTail();
    return whole;
  }

  append(values: readonly unknown[]): void {
    const text = asLines(values);
    // Part of it may stand there after a failure, and the next line would go on behind it.
    this.disk.write(
      this.file,
      () => appendFileSync(this.file, text),
      () => truncateSync(this.file, this.size),
    );
    this.size += Buffer.byteLength(text);
  }

  /** Writes the file anew, shorter, if the disk takes it: these alone say the same. */
  compact(values: Iterable<unknown>): void {
    const text = asLines([...values]);
    const fresh = `${this.file}.new`;
    const write = () => {
      writeFileSync(fresh, text);
      renameSync(fresh, this.file);
    };
    try {
      this.disk.write(this.file, write, () => rmSync(fresh, { force: true }));
      this.size = Buffer.byteLength(text);
    } catch (error) {
      if (!(error instanceof NotKeptError)) throw error;
    }
  }

  remove(): void {
    rmSync(this.file, { force: true });
    this.size = 0;
  }

  private dropTail(): void {
    this.disk.log(`${this.file}: the last line was torn when the cloud ended; it is dropped.`);
    truncateSync(this.file, this.size);
  }

  private damage(line: number): Error {
    return new Error(
      `${this.file}:${line} is damaged: it is no JSON. Take the line out to go on without it, or give another --data-dir.`,
    );
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function asLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

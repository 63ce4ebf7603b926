import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from './event-ring';

/** Keeps a log group's events in a file, a line each, when the cloud has a data directory. */
export class EventJournal {
  private readonly file: string | undefined;
  private bytes = 0;

  constructor(directory: string | undefined, group: string) {
    this.file = directory && join(directory, `${encodeURIComponent(group)}.jsonl`);
  }

  /** What was kept; a torn last line of a killed process is dropped. */
  read(): StoredEvent[] {
    if (!this.file || !existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as StoredEvent);
  }

  /** Whether it holds much that memory has let go. */
  outgrows(bytes: number): boolean {
    return this.bytes > 2 * bytes;
  }

  append(events: readonly StoredEvent[]): void {
    if (!this.file || events.length === 0) return;
    const lines = asLines(events);
    appendFileSync(this.file, lines);
    this.bytes += lines.length;
  }

  replace(events: Iterable<StoredEvent>): void {
    if (!this.file) return;
    const lines = asLines([...events]);
    writeFileSync(this.file, lines);
    this.bytes = lines.length;
  }

  remove(): void {
    if (this.file) rmSync(this.file, { force: true });
  }
}

function asLines(events: readonly StoredEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

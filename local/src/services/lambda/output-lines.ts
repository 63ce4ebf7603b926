import type { Readable } from 'node:stream';

/** Marks of runtime/console.js and runtime/bootstrap.js. */
const RECORD = '\u001e';
const BREAK = '\u001f';
const END = '\u0004';

/** Longer lines are cut into several: CloudWatch Logs refuses events over 1 MiB (PutLogEvents), and memory is finite. */
const LONGEST = 256 * 1024;

export interface OutputListener {
  line(text: string): void;
  /** The output of this invocation is complete on this stream. */
  end(requestId: string): void;
}

/** Cuts a stream of the runtime into log lines. */
export function readOutput(stream: Readable, listener: OutputListener): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) emit(line, listener);
    if (rest.length < LONGEST) return;
    emit(rest, listener);
    rest = '';
  });
  stream.on('end', () => emit(rest, listener));
  stream.on('error', () => undefined);
}

function emit(line: string, listener: OutputListener): void {
  const mark = line.lastIndexOf(END);
  const text = mark < 0 ? line : line.slice(0, mark);
  if (text !== '') for (const part of parts(clean(text))) listener.line(part);
  if (mark >= 0) listener.end(line.slice(mark + 1));
}

function clean(text: string): string {
  return text.startsWith(RECORD) ? text.slice(1).replaceAll(BREAK, '\n') : text;
}

function parts(text: string): string[] {
  if (text.length <= LONGEST) return [text];
  return Array.from({ length: Math.ceil(text.length / LONGEST) }, (_, index) =>
    text.slice(index * LONGEST, (index + 1) * LONGEST),
  );
}

import { relative } from 'node:path';
import type { YAMLParseError } from 'yaml';

/** A workflow's file that is no YAML: names the file, the line, the state that it belongs to, and what is wrong there. */
export class InvalidWorkflowError extends Error {
  override readonly name = 'InvalidWorkflowError';

  constructor(path: string, text: string, { message, linePos }: YAMLParseError) {
    const line = linePos?.[0].line ?? 1;
    const place = `${relative(process.cwd(), path)}:${line}, ${stateAt(text, line)}`;
    super(`${place}: is no YAML. ${message.trim()}\nMend that line, or one above it.`);
  }
}

/** States stand two blanks deep. */
function stateAt(text: string, line: number): string {
  const above = text.split('\n').slice(0, line);
  const names = above.map((each) => /^ {2}(\w+):/.exec(each)?.[1]).filter((name) => name !== undefined);
  return names.length > 0 ? `state ${names.at(-1)}` : 'above the states';
}

/** A handbook's text with every command run again: setups and commands in the order in which they stand there. */
export async function runHandbook(
  text: string,
  setups: Readonly<Record<string, () => Promise<void>>>,
  run: (args: readonly string[]) => Promise<string>,
): Promise<string> {
  const parts = text.split(/(<!-- setup: [\w-]+ -->|```console\n[\s\S]*?\n```)/);
  const written: string[] = [];
  for (const part of parts) written.push(await runPart(part, setups, run));
  return written.join('');
}

async function runPart(
  part: string,
  setups: Readonly<Record<string, () => Promise<void>>>,
  run: (args: readonly string[]) => Promise<string>,
): Promise<string> {
  const [, setup] = /^<!-- setup: ([\w-]+) -->$/.exec(part) ?? [];
  if (setup !== undefined) await setups[setup]!();
  const [, command] = /^```console\n\$ npx registrar (.*)\n/.exec(part) ?? [];
  if (command === undefined) return part;
  return `\`\`\`console\n$ npx registrar ${command}\n${(await run(words(command))).trim()}\n\`\`\``;
}

/** Words of a shell's line, as far as the handbook quotes. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

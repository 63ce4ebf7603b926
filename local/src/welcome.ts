import { readFileSync } from 'node:fs';

/** The text of a file, with the values of the names that stand in `${…}` in it. Throws for a name that has none. */
export function readWelcome(file: string): (values: Readonly<Record<string, string>>) => string {
  const text = readFileSync(file, 'utf8');
  return (values) =>
    text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
      if (Object.hasOwn(values, name)) return values[name] as string;
      const known = Object.keys(values).join(', ');
      throw new Error(`${file} names \${${name}}, which is no output of the stack; there is ${known}.`);
    });
}

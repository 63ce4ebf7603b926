import type { Service } from '../src/kernel/service';

const WIDTH = 120;

/**
 * The page with the lists of operations and resource types under each service's heading as the code has them: the first
 * paragraph there. Throws when a service has no heading.
 */
export function withServedLists(page: string, services: readonly Service[]): string {
  return services.reduce((text, service) => {
    const heading = `\n## ${service.name}\n\n`;
    const start = text.indexOf(heading) + heading.length;
    if (start < heading.length) throw new Error(`The page has no heading "## ${service.name}".`);
    return text.slice(0, start) + listsOf(service) + text.slice(text.indexOf('\n\n', start));
  }, page);
}

function listsOf({ operations, resources = {} }: Service): string {
  const served = `Operations: ${Object.keys(operations).sort().join(', ')}.`;
  const made = Object.keys(resources)
    .sort()
    .map((type) => `\`${type}\``);
  return wrapped(made.length > 0 ? `${served} Resources: ${made.join(', ')}.` : served);
}

function wrapped(text: string): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

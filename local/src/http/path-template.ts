import { AwsError } from '../kernel/aws-error';

/** A path with `{Label}` segments, compiled: gives the labels of a path that fits, else undefined. */
export type PathTemplate = (path: string) => Record<string, string> | undefined;

/** Compiles `/2015-03-31/functions/{FunctionName}`; a slash at the end of template or path does not count. */
export function compilePath(template: string): PathTemplate {
  const parts = segments(template).map((part) => ({ text: part, label: /^\{(\w+)\}$/.exec(part)?.[1] }));
  return (path) => {
    const given = segments(path);
    if (given.length !== parts.length) return undefined;
    const labels: Record<string, string> = {};
    for (const [index, part] of parts.entries()) {
      const segment = given[index] as string;
      if (part.label !== undefined) labels[part.label] = decode(segment);
      else if (part.text !== segment) return undefined;
    }
    return labels;
  };
}

function segments(path: string): string[] {
  return path.replace(/^\/+|\/+$/g, '').split('/');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError(
      'SerializationException',
      `The path segment "${segment}" is not percent-encoded text.`,
    );
  }
}

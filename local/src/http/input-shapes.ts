import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A type: `s` text, `n` number, `b` boolean, `x` blob, `*` anything, `[T` list, `{T` map from text, else the name of a
 * structure.
 */
export type ShapeText = string;

/** What a service's operations take; written from the SDK's schemas by `npm run docs`. */
export interface ServiceShapes {
  readonly operations: Record<string, ShapeText>;
  readonly structures: Record<string, Record<string, ShapeText>>;
}

const read = new Map<string, ServiceShapes | undefined>();

/** The shapes of a service, if there are any for it. */
export function shapesOf(service: string): ServiceShapes | undefined {
  if (!read.has(service)) {
    const file = join(__dirname, 'shapes', `${service}.json`);
    read.set(
      service,
      existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServiceShapes) : undefined,
    );
  }
  return read.get(service);
}

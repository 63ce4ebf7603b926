import { AwsError } from '../kernel/aws-error';
import { parseExact, stringifyExact } from './exact-integers';
import { exceededBound } from './json-bounds';

/** Deeper than any input of an API; what recurses over an input must not run out of stack. */
const DEEPEST = 512;
/** More than any call needs; it takes seconds to make an object of half a million names. */
const MOST_MEMBERS = 100_000;
const TOO_MUCH = {
  depth: `is nested deeper than ${DEEPEST}`,
  members: `has more than ${MOST_MEMBERS} members`,
};

/**
 * Writes a document as AWS's JSON protocols do: timestamps are epoch seconds, blobs base64, bigints numbers, undefined
 * members absent.
 */
export function writeJson(document: unknown): string {
  return stringifyExact(document ?? {}, awsValue);
}

/**
 * Reads a request's JSON document; nothing at all is an empty one. Refuses anything but an object, as AWS does. `exact` keeps
 * integers that a double cannot hold, as bigints.
 */
export function readJson(body: Buffer, exact = false): Record<string, unknown> {
  if (body.length === 0) return {};
  const document = parse(body, exact ? parseExact : JSON.parse);
  if (typeof document === 'object' && document !== null && !Array.isArray(document))
    return document as Record<string, unknown>;
  throw new AwsError('SerializationException', 'The request body must be a JSON object.');
}

/** `this` holds the value before `toJSON`, which would have turned a date or a buffer into something else. */
function awsValue(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  if (raw instanceof Date) return raw.getTime() / 1000;
  if (raw instanceof Uint8Array)
    return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('base64');
  return value;
}

function parse(body: Buffer, read: (text: string) => unknown): unknown {
  const exceeded = exceededBound(body, { depth: DEEPEST, members: MOST_MEMBERS });
  if (exceeded) throw new AwsError('SerializationException', `The request body ${TOO_MUCH[exceeded]}.`);
  try {
    return read(body.toString('utf8'));
  } catch (error) {
    throw new AwsError('SerializationException', `The request body is not JSON: ${(error as Error).message}`);
  }
}

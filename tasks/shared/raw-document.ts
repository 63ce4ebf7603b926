/** A command's documents as they pass over the wire, beside what the typed client makes of them. */
export interface RawDocument {
  /** The whole answer. */
  received?: Record<string, unknown>;
  /** Takes the place of the request. */
  sent?: Record<string, unknown>;
}

/** What of the SDK's middleware stack is used here; its own type is of one command. */
interface Stack {
  add(middleware: unknown, options: object): void;
}

type Next = (args: { request: { body?: unknown } }) => Promise<{ response: { body?: unknown } }>;

/**
 * Lets a command of a JSON service pass documents on as they are. A typed client drops members that it does not know, on
 * the way out and on the way in. The request is replaced after it was serialized and before it is measured and signed; the
 * answer is read before it is parsed, and handed on.
 */
export function addRawDocument(stack: object): RawDocument {
  const raw: RawDocument = {};
  const middleware = stack as Stack;
  middleware.add(
    (next: Next): Next =>
      (args) => {
        if (raw.sent) args.request.body = JSON.stringify(raw.sent);
        return next(args);
      },
    { name: 'sendRawDocument', step: 'build', priority: 'high' },
  );
  middleware.add(
    (next: Next): Next =>
      async (args) => {
        const result = await next(args);
        const bytes = await bytesOf(result.response.body);
        result.response.body = bytes;
        raw.received = parse(bytes);
        return result;
      },
    { name: 'receiveRawDocument', step: 'deserialize', priority: 'low' },
  );
  return raw;
}

async function bytesOf(body: unknown): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}

/** An error may come from something that speaks no JSON; the SDK says so. */
function parse(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

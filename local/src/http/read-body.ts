import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip as gunzipCallback } from 'node:zlib';
import { AwsError } from '../kernel/aws-error';

const gunzip = promisify(gunzipCallback);

/** Larger than any request that the emulated services take (Lambda's 6 MB is the largest). */
export const LARGEST_BODY = 10 * 1024 * 1024;
/** Of all requests that are being read at once, so that many large ones cannot exhaust the process either. */
export const LARGEST_TOTAL = 256 * 1024 * 1024;

/** Reads request bodies within the limits; one reader an endpoint. */
export class BodyReader {
  private total = 0;

  /**
   * Refuses a body that is too large before or while it is read; a gzipped one counts as what it unpacks to. What is left
   * of a refused body is read and thrown away after the answer, or its client would see a reset instead of the answer.
   */
  async read(request: IncomingMessage): Promise<Buffer> {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) throw tooLarge();
    const body = await this.collect(request);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity' || encoding === '') return body;
    if (encoding === 'gzip') return unpack(body);
    throw new AwsError(
      'UnsupportedMediaType',
      `The content encoding "${encoding}" is not supported; use gzip.`,
      415,
    );
  }

  private async collect(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.total += chunk.length;
        if (size > LARGEST_BODY) throw tooLarge();
        if (this.total > LARGEST_TOTAL)
          throw new AwsError('ServiceUnavailable', 'Too much is being uploaded at once; try again.', 503);
        chunks.push(chunk);
      }
    } finally {
      this.total -= size;
    }
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
  }
}

async function unpack(body: Buffer): Promise<Buffer> {
  try {
    return await gunzip(body, { maxOutputLength: LARGEST_BODY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new AwsError(
      'SerializationException',
      'The request body is not gzip, as its Content-Encoding says.',
    );
  }
}

function tooLarge(): AwsError {
  return new AwsError('RequestEntityTooLarge', `The request body is larger than ${LARGEST_BODY} bytes.`, 413);
}

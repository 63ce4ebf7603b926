import { createHash } from 'node:crypto';
import type { MessageAttribute } from './message';

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/**
 * MD5 over the attributes in the order of their names: each name, type and value with its length before it, and a byte
 * that says how the value travels. (SQS developer guide, "Calculating the MD5 message digest for message attributes")
 */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttribute>>): string {
  const hash = createHash('md5');
  for (const name of Object.keys(attributes).sort()) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    hash.update(withLength(Buffer.from(name)));
    hash.update(withLength(Buffer.from(DataType)));
    hash.update(Buffer.of(BinaryValue === undefined ? 1 : 2));
    hash.update(
      withLength(
        BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'),
      ),
    );
  }
  return hash.digest('hex');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

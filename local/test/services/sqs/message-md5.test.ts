import { createHash } from 'node:crypto';
import { md5, md5OfAttributes } from '../../../src/services/sqs/message-md5';

// SQS developer guide, "Calculating the MD5 message digest for message attributes".
describe('the digest of message attributes', () => {
  const attributes = {
    name: { DataType: 'String', StringValue: 'ü' },
    bytes: { DataType: 'Binary', BinaryValue: 'AQID' },
  };

  it('is computed over lengths, names, types, kinds and values in the order of names', () => {
    const field = (text: string) =>
      Buffer.concat([Buffer.from([0, 0, 0, Buffer.byteLength(text)]), Buffer.from(text)]);
    const bytes = Buffer.concat([
      ...[field('bytes'), field('Binary'), Buffer.of(2), Buffer.of(0, 0, 0, 3, 1, 2, 3)],
      ...[field('name'), field('String'), Buffer.of(1), field('ü')],
    ]);
    expect(md5OfAttributes(attributes)).toBe(createHash('md5').update(bytes).digest('hex'));
  });

  it('does not depend on the order in which they were given', () => {
    const { name, bytes } = attributes;
    expect(md5OfAttributes({ bytes, name })).toBe(md5OfAttributes({ name, bytes }));
  });

  it('agrees with the SDK, which checks the digest of the body', () => {
    expect(md5('hello')).toBe('5d41402abc4b2a76b9719d911017c592');
  });
});

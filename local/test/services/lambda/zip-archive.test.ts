import { deflateRawSync } from 'node:zlib';
import { readZip } from '../../../src/services/lambda/zip-archive';

interface File {
  readonly name: string;
  readonly text: string;
  readonly method: 0 | 8 | 12;
}

/** An archive of these files; checksums are left out. */
function zip(files: readonly File[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, text, method } of files) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const offset = Buffer.concat(locals).length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name), data);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50);
    header.writeUInt16LE(method, 10);
    header.writeUInt32LE(data.length, 20);
    header.writeUInt16LE(name.length, 28);
    header.writeUInt32LE(offset, 42);
    directory.push(header, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

describe('a ZIP archive', () => {
  it('gives its files, stored or deflated, without its directories', () => {
    const archive = zip([
      { name: 'index.js', text: 'exports.a = 1', method: 8 },
      { name: 'lib/', text: '', method: 0 },
      { name: 'lib/b.js', text: 'b', method: 0 },
    ]);
    expect(readZip(archive).map(({ name, data }) => [name, data.toString()])).toEqual([
      ['index.js', 'exports.a = 1'],
      ['lib/b.js', 'b'],
    ]);
  });

  it('is refused when it is none, or packed in another way', () => {
    expect(() => readZip(Buffer.from('hello'))).toThrow('not a ZIP archive');
    expect(() => readZip(zip([{ name: 'a', text: 'x', method: 12 }]))).toThrow('method 12');
  });
});

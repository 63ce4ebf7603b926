import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
}

/** Records of the format (PKWARE APPNOTE 4.3): end of central directory, central file header. */
const END_OF_DIRECTORY = 0x06054b50;
const FILE_HEADER = 0x02014b50;
const END_BYTES = 22;
const DEFLATED = 8;
const STORED = 0;

/** The files of a ZIP archive; directories are left out. Throws on what is no archive, is encrypted or is packed otherwise than by deflate. */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + END_BYTES > archive.length || archive.readUInt32LE(end) !== END_OF_DIRECTORY)
    throw new Error('The file is not a ZIP archive.');
  const entries: ZipEntry[] = [];
  let offset = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const entry = readEntry(archive, offset);
    if (!entry.name.endsWith('/')) entries.push({ name: entry.name, data: entry.unpack() });
    offset = entry.next;
  }
  return entries;
}

function readEntry(archive: Buffer, at: number) {
  if (archive.readUInt32LE(at) !== FILE_HEADER) throw new Error('The ZIP archive is damaged.');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
    archive.readUInt16LE(at + field),
  );
  const nameEnd = at + 46 + (nameLength ?? 0);
  const name = archive.toString('utf8', at + 46, nameEnd);
  const next = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  return { name, next, unpack: () => unpack(archive, at, name) };
}

function unpack(archive: Buffer, at: number, name: string): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const size = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + size);
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflateRawSync(packed);
  throw new Error(`The ZIP archive packs ${name} by method ${method}; only deflate is known.`);
}

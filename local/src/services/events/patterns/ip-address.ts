import { isIPv4, isIPv6 } from 'node:net';
import { PatternError } from './pattern-error';

/** An address as its bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The address that a text is, or undefined. */
export function ipAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, value: groups(text.split('.').map(Number), 8n) };
  if (isIPv6(text) && !text.includes('%')) return { bits: 128, value: ipv6(text) };
  return undefined;
}

/** Whether a text is an address in the block, written `10.0.0.0/24` or `2001:db8::/32`. */
export function cidr(block: string): (text: string) => boolean {
  const [start = '', mask, ...rest] = block.split('/');
  if (mask === undefined || rest.length > 0) throw new PatternError("Malformed CIDR, one '/' required");
  if (!/^[-+]?\d+$/.test(mask)) throw new PatternError('Malformed CIDR, mask bits must be an integer');
  if (Number(mask) < 0) throw new PatternError('Malformed CIDR, mask bits must not be negative');
  const address = ipAddress(start);
  if (!address) throw new PatternError(`Nonstandard IP address: ${start}`);
  const { bits, value } = address;
  if (Number(mask) >= bits) throw new PatternError(`IPv${bits === 32 ? 4 : 6} mask bits must be < ${bits}`);
  const variable = BigInt(bits - Number(mask));
  return (text) => {
    const other = ipAddress(text);
    return other?.bits === bits && other.value >> variable === value >> variable;
  };
}

function ipv6(text: string): bigint {
  const plain = text.replace(/[\d.]+$/, (tail) => (tail.includes('.') ? hexPair(tail) : tail));
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const middle = tail === undefined ? [] : Array<string>(8 - front.length - back.length).fill('0');
  return groups(
    [...front, ...middle, ...back].map((group) => parseInt(group, 16)),
    16n,
  );
}

function hexPair(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function groups(numbers: number[], width: bigint): bigint {
  return numbers.reduce((value, group) => (value << width) | BigInt(group), 0n);
}

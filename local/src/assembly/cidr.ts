import { TemplateError } from './template';

/** `Fn::Cidr`: the first `count` blocks with `bits` host bits in an IPv4 block. */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const [address = '', length] = block.split('/');
  const prefix = Number(length);
  const parts = address.split('.').map(Number);
  if (
    parts.length !== 4 ||
    parts.some((part) => !(part >= 0 && part <= 255)) ||
    !(prefix >= 0 && prefix <= 32)
  )
    throw new TemplateError(`Fn::Cidr: "${block}" is not an IPv4 block`);
  if (!(count >= 1 && count <= 256))
    throw new TemplateError(`Fn::Cidr: the count must be 1 to 256, not ${count}`);
  const size = 2 ** bits;
  if (count * size > 2 ** (32 - prefix))
    throw new TemplateError(`Fn::Cidr: ${count} blocks of ${bits} bits do not fit into ${block}`);
  const first = parts.reduce((sum, part) => sum * 256 + part, 0);
  return Array.from({ length: count }, (_, index) => `${dotted(first + index * size)}/${32 - bits}`);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

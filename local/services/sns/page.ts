import { invalidParameter } from './sns-error';

/** SNS lists by hundreds. (SNS API reference, ListTopics) */
const SIZE = 100;

/** One page of a list, and the token of the next one. */
export function page<Thing>(things: readonly Thing[], token?: string) {
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('NextToken');
  const more = from + SIZE < things.length;
  return {
    items: things.slice(from, from + SIZE),
    ...(more && { NextToken: Buffer.from(String(from + SIZE)).toString('base64') }),
  };
}

import { page as pageOf } from '../../kernel/page';
import { invalidParameter } from './sns-error';

/** SNS lists by hundreds. (SNS API reference, ListTopics) */
const SIZE = 100;

/** One page of a list, and the token of the next one. */
export function page<Thing>(things: readonly Thing[], token?: string) {
  return pageOf(things, SIZE, token, () => invalidParameter('NextToken'));
}

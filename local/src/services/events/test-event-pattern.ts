import { compileOrRefuse, invalid } from './events-error';
import { parseBounded } from './parse-bounded';
import { matchesEvent } from './patterns/match-event';

/** Members that an event must have to be tested. (EventBridge API reference, TestEventPattern) */
const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

export function testEventPattern(input: { readonly EventPattern?: string; readonly Event?: string }) {
  const pattern = compileOrRefuse(input.EventPattern ?? '');
  return { Result: matchesEvent(pattern, readEvent(input.Event ?? '')) };
}

function readEvent(text: string): object {
  const event = parseBounded(text);
  if (event !== null && typeof event === 'object' && REQUIRED.every((member) => Object.hasOwn(event, member)))
    return event;
  throw invalid('Parameter Event is not valid.');
}

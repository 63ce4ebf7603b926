import { compileOrRefuse, invalid } from './events-error';
import { matchesEvent } from './patterns/match-event';

/** Members that an event must have to be tested. (EventBridge API reference, TestEventPattern) */
const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

export function testEventPattern(input: { readonly EventPattern?: string; readonly Event?: string }) {
  const pattern = compileOrRefuse(input.EventPattern ?? '');
  return { Result: matchesEvent(pattern, readEvent(input.Event ?? '')) };
}

function readEvent(text: string): object {
  const event = parse(text);
  const valid =
    event !== null && typeof event === 'object' && REQUIRED.every((member) => Object.hasOwn(event, member));
  if (!valid) throw invalid('Parameter Event is not valid.');
  return event;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

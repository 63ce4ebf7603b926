import { compileOrRefuse, invalid } from './events-error';
import { exceededBound } from '../../http/json-bounds';
import { matchesEvent } from './patterns/match-event';

/** As deep as the JSON reader of AWS goes. */
const DEEPEST = 1000;
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
    return exceededBound(Buffer.from(text), { depth: DEEPEST }) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

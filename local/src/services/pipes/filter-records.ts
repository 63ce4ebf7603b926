import { compileOrRefuse } from '../events/events-error';
import { matchesEvent } from '../events/patterns/match-event';
import type { SourceParameters } from './pipe';
import { withParsedBody, type SqsRecord } from './sqs-record';

/**
 * Which records match any of the pipe's patterns; all do when there is none. A pattern on the body fits its JSON, or its
 * plain text. (EventBridge user guide, "Event filtering in Amazon EventBridge Pipes")
 */
export function recordFilter({ FilterCriteria }: SourceParameters = {}): (record: SqsRecord) => boolean {
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern = '' }) => compileOrRefuse(Pattern));
  if (patterns.length === 0) return () => true;
  return (record) => {
    const forms = [withParsedBody(record), record];
    return patterns.some((pattern) => forms.some((form) => matchesEvent(pattern, form)));
  };
}

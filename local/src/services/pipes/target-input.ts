import { fillTemplate } from '../events/fill-template';
import { valueAt } from '../events/json-path';
import type { StoredPipe } from './pipe';
import { withParsedBody, type SqsRecord } from './sqs-record';

/** What the target gets of each record: the record, or the pipe's template filled in with it. */
export function targetInputs(pipe: StoredPipe, records: readonly SqsRecord[], now: number): unknown[] {
  const template = pipe.TargetParameters?.InputTemplate;
  if (!template) return [...records];
  return records.map((record) => {
    const filled = fillTemplate(template, (name) => valueOf(name, pipe, record, now));
    return filled === undefined ? template : parsedOrText(filled);
  });
}

/** Variables of a template. (EventBridge user guide, "Amazon EventBridge Pipes input transformation") */
function valueOf(name: string, pipe: StoredPipe, record: SqsRecord, now: number): unknown {
  if (name.startsWith('$')) return valueAt(withParsedBody(record), name);
  const reserved: Record<string, unknown> = {
    'aws.pipes.pipe-arn': pipe.Arn,
    'aws.pipes.pipe-name': pipe.Name,
    'aws.pipes.source-arn': pipe.Source,
    'aws.pipes.target-arn': pipe.Target,
    'aws.pipes.event.ingestion-time': new Date(now).toISOString(),
    'aws.pipes.event': withParsedBody(record),
    'aws.pipes.event.json': record,
  };
  return reserved[name];
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

import { findRecord } from '../failures/find-record';
import { toDocument } from '../failures/record-document';
import type { FailureRecord } from '../failures/failure-record';
import { printRecord } from '../failures/print-record';
import { deployedDefinition } from '../replay/deployed-definition';
import type { Session } from '../session';
import { ifLogReadable } from '../timeline/if-log-readable';
import { printTimeline } from '../timeline/print-timeline';
import { executionsOf, recordTimelines } from '../timeline/record-timelines';
import { timelineDocument } from '../timeline/timeline-document';
import { suggestFor } from '../failures/suggest-for';
import { showExecution } from './show-execution';

export interface ShowOptions {
  readonly full?: boolean;
  readonly since: string;
}

/** Prints a record with the executions behind it; for an ARN the execution alone. */
export async function show(session: Session, options: ShowOptions, id: string): Promise<void> {
  if (id.startsWith('arn:')) return showExecution(session, options, id);
  await showRecord(session, options, await findRecord(session, id));
}

async function showRecord(session: Session, { full }: ShowOptions, record: FailureRecord): Promise<void> {
  const { terminal } = session;
  const { reveal } = session.options;
  const { colours } = terminal;
  const [timelines, definition] = await Promise.all([
    ifLogReadable(session, () => recordTimelines(session, record), []),
    deployedDefinition(session),
  ]);
  const missing = executionsOf(record).length - timelines.length;
  terminal.answer(
    () =>
      [
        printRecord(record, { colours, reveal, full, revision: definition.revision }),
        ...timelines.map((timeline) =>
          printTimeline(timeline, { colours, full, reveal, brief: timeline !== timelines.at(-1) }),
        ),
        ...(missing
          ? [
              `Not in the log (any more, or yet): ${missing} of its ${executionsOf(record).length} executions.`,
            ]
          : []),
      ].join('\n\n'),
    () => ({
      ...toDocument(record, reveal),
      deployed_revision: definition.revision,
      timelines: timelines.map((timeline) => timelineDocument(timeline, reveal)),
    }),
  );
  terminal.next(...suggestFor(record));
}

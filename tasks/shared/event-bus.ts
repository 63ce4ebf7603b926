import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';

/** The bus answered 200 and did not take the event: `PutEvents` reports that per entry, not as an error. */
export class EntryRefusedError extends Error {
  override readonly name = 'EntryRefusedError';

  constructor(readonly code: string = 'no code') {
    super(`EventBridge refused the entry: ${code}`);
  }
}

/** Puts one event on a bus. Rejects as the SDK does, or with `EntryRefusedError`. */
export async function putEvent(
  client: Pick<EventBridgeClient, 'send'>,
  entry: PutEventsRequestEntry,
  abortSignal: AbortSignal,
): Promise<void> {
  const answer = await client.send(new PutEventsCommand({ Entries: [entry] }), { abortSignal });
  const [taken] = answer.Entries ?? [];
  if (!taken?.EventId) throw new EntryRefusedError(taken?.ErrorCode);
}

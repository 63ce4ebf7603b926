import type { Clock } from './clock';
import type { Store } from './store';

/** What every emulated service is built with. */
export interface CloudContext {
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
  readonly store: Store;
  /** Calls an operation of any service, this one included, through the gateway (and so through its faults). */
  readonly call: CallOperation;
  /** `http://127.0.0.1:<port>`; known once the endpoint listens, before any resource is made. */
  readonly endpoint: () => string;
  /** The local directory or file behind an asset's S3 key in the template. */
  readonly asset: (s3Key: string) => string;
  /** A line for the person who watches the terminal. */
  readonly log: (line: string) => void;
}

export interface CallOptions {
  /** See `Call.caller`. */
  readonly caller: string;
  readonly signal?: AbortSignal;
  /** The request id that the caller is told; a new one when left out. */
  readonly requestId?: string;
}

/** `call('sqs', 'SendMessage', { … }, { caller: 'events:UserRegisteredRule' })`. Rejects with `AwsError`. */
export type CallOperation = <Output = Record<string, unknown>>(
  service: string,
  operation: string,
  input: object,
  options: CallOptions,
) => Promise<Output>;

import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from '../kernel/aws-error';
import type { Service } from '../kernel/service';

/** An HTTP request whose body has been read. */
export interface WireRequest {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** An operation's call as it came over the wire, and how its answer goes back. */
export interface WireCall {
  readonly operation: string;
  readonly input: object;
  /** Members whose values came as text and not as JSON: all, none, or these. */
  readonly texts: boolean | readonly string[];
  readonly encode: (output: unknown, requestId: string) => WireResponse;
}

/** One AWS protocol: both directions of a call. */
export interface Wire {
  /** Throws `AwsError` for what is malformed or names no operation. */
  decode(request: WireRequest, service: Service): WireCall;
  encodeError(error: AwsError, requestId: string, service?: Service): WireResponse;
}

/** What an AWS API answers instead of a result: the error code, the message in AWS's words, the HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    /** Error code on the wire, such as `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
    readonly status: number = 400,
    /** Further members of the error document. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Refuses by name what the local cloud does not do; it never pretends. */
export function unsupported(what: string): AwsError {
  return new AwsError('UnsupportedByLocalCloud', `The local cloud does not support ${what}.`, 501);
}

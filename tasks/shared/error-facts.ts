/** What of an error may be logged. */
export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  readonly http_status?: number;
  readonly request_id?: string;
}

type AwsLike = Error & { code?: unknown; $metadata?: { httpStatusCode?: number; requestId?: string } };

/** Kind and origin of an error, without its message: an AWS service quotes the request there, personal data and all. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, code, $metadata } = error as AwsLike;
  return {
    name,
    ...(typeof code === 'string' && { code }),
    ...($metadata?.httpStatusCode && { http_status: $metadata.httpStatusCode }),
    ...($metadata?.requestId && { request_id: $metadata.requestId }),
  };
}

/** What CloudFormation sends to the function of a custom resource ("Custom resource request objects"). */
export interface CustomResourceRequest<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

/**
 * Does the work and tells CloudFormation how it went; without an answer it would wait for an hour. The physical id never
 * changes, so that no update is taken for a replacement. Rejects when the answer could not be sent.
 */
export async function answerCloudFormation<Properties>(
  request: CustomResourceRequest<Properties>,
  physicalId: string,
  work: () => Promise<string>,
): Promise<string> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = request;
  const result = await work().then(
    (outcome) => ({ Status: 'SUCCESS', Data: { outcome } }),
    (error: Error) => ({
      Status: 'FAILED',
      Reason: `${error.name}: ${error.message}`.slice(0, LONGEST_REASON),
    }),
  );
  const answer = { ...result, StackId, RequestId, LogicalResourceId, PhysicalResourceId: physicalId };
  const response = await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
  if (!response.ok) throw new Error(`CloudFormation took no answer: HTTP ${response.status}`);
  return 'Reason' in result ? result.Reason : result.Data.outcome;
}

/** An answer may have 4,096 bytes ("Custom resource response objects"). */
const LONGEST_REASON = 2000;

import type { Json, JsonObject } from '../expressions/json';
import { jsonSize } from '../expressions/json-text';

/** What optimised integrations add to an answer: the HTTP response's headers and the request id. */
export function withMetadata(
  answer: JsonObject,
  now: number,
  requestId: string,
  contentType = 'application/x-amz-json-1.0',
): JsonObject {
  const headers: Record<string, string> = {
    Connection: 'keep-alive',
    'Content-Length': String(jsonSize(answer)),
    'Content-Type': contentType,
    Date: new Date(now).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  const added: JsonObject = {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value] as Json]),
      ),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
  const members = Object.entries({ ...answer, ...added });
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

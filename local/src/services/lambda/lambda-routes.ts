import type { Route } from '../../kernel/service';

const FUNCTIONS = '/2015-03-31/functions';

/** REST bindings of the operations that are served. */
export const lambdaRoutes: readonly Route[] = [
  {
    operation: 'Invoke',
    method: 'POST',
    path: `${FUNCTIONS}/{FunctionName}/invocations`,
    query: { Qualifier: 'Qualifier' },
    headers: {
      'x-amz-invocation-type': 'InvocationType',
      'x-amz-log-type': 'LogType',
      'x-amz-client-context': 'ClientContext',
      'x-amz-tenant-id': 'TenantId',
    },
    payload: 'Payload',
    outputPayload: 'Payload',
    outputStatus: 'StatusCode',
    outputHeaders: {
      FunctionError: 'X-Amz-Function-Error',
      LogResult: 'X-Amz-Log-Result',
      ExecutedVersion: 'X-Amz-Executed-Version',
    },
  },
  {
    operation: 'GetPolicy',
    method: 'GET',
    path: `${FUNCTIONS}/{FunctionName}/policy`,
    query: { Qualifier: 'Qualifier' },
  },
  {
    operation: 'ListFunctions',
    method: 'GET',
    path: FUNCTIONS,
    query: { Marker: 'Marker', MaxItems: 'MaxItems' },
  },
];

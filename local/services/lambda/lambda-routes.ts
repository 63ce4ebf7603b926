import type { Route } from '../../cloud/service';

const FUNCTIONS = '/2015-03-31/functions';

/** REST bindings of the operations that are served. */
const SERVED: readonly Route[] = [
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
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: `${FUNCTIONS}/{FunctionName}/configuration`,
    query: { Qualifier: 'Qualifier' },
  },
  {
    operation: 'GetFunction',
    method: 'GET',
    path: `${FUNCTIONS}/{FunctionName}`,
    query: { Qualifier: 'Qualifier' },
  },
  {
    operation: 'ListFunctions',
    method: 'GET',
    path: FUNCTIONS,
    query: { Marker: 'Marker', MaxItems: 'MaxItems' },
  },
];

/** Bindings of operations that are not served: the gateway refuses them by name. */
const REFUSED: readonly Route[] = (
  [
    ['CreateFunction', 'POST', FUNCTIONS],
    ['DeleteFunction', 'DELETE', `${FUNCTIONS}/{FunctionName}`],
    ['UpdateFunctionCode', 'PUT', `${FUNCTIONS}/{FunctionName}/code`],
    ['UpdateFunctionConfiguration', 'PUT', `${FUNCTIONS}/{FunctionName}/configuration`],
    ['PublishVersion', 'POST', `${FUNCTIONS}/{FunctionName}/versions`],
    ['ListVersionsByFunction', 'GET', `${FUNCTIONS}/{FunctionName}/versions`],
    ['CreateAlias', 'POST', `${FUNCTIONS}/{FunctionName}/aliases`],
    ['ListAliases', 'GET', `${FUNCTIONS}/{FunctionName}/aliases`],
    ['GetPolicy', 'GET', `${FUNCTIONS}/{FunctionName}/policy`],
    ['AddPermission', 'POST', `${FUNCTIONS}/{FunctionName}/policy`],
    ['PutFunctionConcurrency', 'PUT', '/2017-10-31/functions/{FunctionName}/concurrency'],
    ['InvokeAsync', 'POST', '/2014-11-13/functions/{FunctionName}/invoke-async'],
    [
      'InvokeWithResponseStream',
      'POST',
      '/2021-11-15/functions/{FunctionName}/response-streaming-invocations',
    ],
    ['CreateEventSourceMapping', 'POST', '/2015-03-31/event-source-mappings'],
    ['ListEventSourceMappings', 'GET', '/2015-03-31/event-source-mappings'],
    ['ListLayers', 'GET', '/2018-10-31/layers'],
  ] as const
).map(([operation, method, path]) => ({ operation, method, path }));

export const lambdaRoutes: readonly Route[] = [...SERVED, ...REFUSED];

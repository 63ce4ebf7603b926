import type { CloudContext } from '../../kernel/cloud-context';
import type { LambdaFunction } from './lambda-function';

/** What the template may not set (Lambda guide, "Defined runtime environment variables": reserved). */
export const RESERVED = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'LAMBDA_TASK_ROOT',
];

/**
 * Everything that a handler sees in `process.env`: what Lambda defines, how to reach this cloud, and the template's own.
 * Nothing of the host's environment.
 */
export function environmentVariables(
  lambda: LambdaFunction,
  version: string,
  logStream: string,
  context: CloudContext,
): Record<string, string> {
  return {
    ...lambdaDefined(lambda, version, logStream),
    ...credentials(lambda),
    AWS_REGION: context.region,
    AWS_DEFAULT_REGION: context.region,
    AWS_ENDPOINT_URL: context.endpoint(),
    // Nothing listens on the discard port: the X-Ray SDK sends its segments by UDP and never waits for an answer.
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    // The SDK warns of the laptop's Node.js, which is older than the runtime that the function has in AWS.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...lambda.environment,
  };
}

function lambdaDefined(lambda: LambdaFunction, version: string, logStream: string): Record<string, string> {
  return {
    _HANDLER: lambda.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: lambda.logging.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: lambda.logging.LogFormat,
    ...(lambda.logging.ApplicationLogLevel && { AWS_LAMBDA_LOG_LEVEL: lambda.logging.ApplicationLogLevel }),
    LAMBDA_TASK_ROOT: lambda.code.root,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
  };
}

/** Any key passes here; the session token names the caller to whoever looks at a request. */
function credentials(lambda: LambdaFunction): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'ASIALOCALCLOUD000000',
    AWS_SECRET_ACCESS_KEY: 'local-cloud',
    AWS_SESSION_TOKEN: `lambda:${lambda.name}`,
  };
}

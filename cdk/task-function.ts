import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { functionCode } from './function-code';
import { functionName, metricNamespace, nameAbove } from './resource-names';

export interface TaskFunctionProps {
  /** One sentence for the console. */
  readonly description: string;
  /** How long an invocation may take. */
  readonly timeout: Duration;
  /** How long its logs are kept. They hold ids only, never personal data, so the service's own key is enough. */
  readonly logRetention: RetentionDays;
  /** Source file, from the root of the repository. @default tasks/<id in kebab case>.lambda.ts */
  readonly entry?: string;
  /** Memory in MiB; a Lambda's share of a CPU grows with it. @default 512 */
  readonly memorySize?: number;
  /** Concurrent invocations kept for it, and its limit. @default unreserved */
  readonly reservedConcurrentExecutions?: number;
}

/** A Lambda function as all of ours are: Node.js 24 on arm64, one ESM bundle, traced, with a log group of its own. */
export class TaskFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { logRetention, entry, ...props }: TaskFunctionProps) {
    const name = functionName(id, nameAbove(scope));
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      ...props,
      functionName: name,
      code: findCode(id, entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      tracing: Tracing.ACTIVE,
      logGroup,
      role: roleThatWritesTo(logGroup, scope, `${id}Role`),
      environment: { ...POWERTOOLS, POWERTOOLS_METRICS_NAMESPACE: metricNamespace(scope) },
    });
  }
}

const POWERTOOLS = {
  // Costs a start 9 ms of processor time and 6 MB, and is why a stack trace names a line of ours.
  NODE_OPTIONS: '--enable-source-maps',
  POWERTOOLS_SERVICE_NAME: 'user-registration',
  POWERTOOLS_LOG_LEVEL: 'INFO',
};

/** Lambda's managed policy would let it write to every log group of the account, and create more. */
function roleThatWritesTo(logGroup: LogGroup, scope: Construct, id: string): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return role;
}

function findCode(id: string, given?: string): Code {
  const entry = given ?? `tasks/${kebabCase(id)}.lambda.ts`;
  const code = functionCode(entry);
  if (code) return code;
  throw new Error(
    `TaskFunction "${id}": there is no ${entry}. Name the file after the construct, or give its "entry".`,
  );
}

function kebabCase(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

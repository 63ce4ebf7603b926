import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  Charset,
  LogLevel,
  NodejsFunction,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundleHooks } from './bundle-hooks';
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
  /** Folders of `db/` that the bundle takes along. @default none */
  readonly folders?: readonly string[];
}

/** A Lambda function as all of ours are: Node.js 24 on arm64, one ESM bundle, traced, with a log group of its own. */
export class TaskFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { logRetention, entry, folders, ...props }: TaskFunctionProps) {
    const name = functionName(id, nameAbove(scope));
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      ...props,
      functionName: name,
      entry: findEntry(id, entry),
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      projectRoot: ROOT,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      tracing: Tracing.ACTIVE,
      logGroup,
      role: roleThatWritesTo(logGroup, scope, `${id}Role`),
      environment: { ...POWERTOOLS, POWERTOOLS_METRICS_NAMESPACE: metricNamespace(scope) },
      bundling: { ...BUNDLING, commandHooks: bundleHooks(folders) },
    });
  }
}

const ROOT = join(__dirname, '..');
const LEFT_OUT = join(ROOT, 'tasks/shared/left-out.ts');

const POWERTOOLS = {
  // Costs a start 9 ms of processor time and 6 MB, and is why a stack trace names a line of ours.
  NODE_OPTIONS: '--enable-source-maps',
  POWERTOOLS_SERVICE_NAME: 'user-registration',
  POWERTOOLS_LOG_LEVEL: 'INFO',
};

/**
 * Everything is bundled, the SDK too: what was tested is what runs, and one file starts faster than a tree.
 * Node 20 is the target because the local cloud runs the same bundle. Names are kept, for an error's class is its name.
 * Some dependencies are still CommonJS and call `require`, which an ES module must be given.
 */
const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node20',
  mainFields: ['module', 'main'],
  externalModules: [],
  charset: Charset.UTF8,
  logLevel: LogLevel.WARNING,
  minify: true,
  keepNames: true,
  sourceMap: true,
  sourcesContent: false,
  banner:
    "import{createRequire as __createRequire}from'node:module';globalThis.require=__createRequire(import.meta.url);",
  define: { __dirname: 'import.meta.dirname' },
  // A quarter of each bundle were ways to find credentials that Lambda puts into the environment, a tenth what nothing calls.
  esbuildArgs: {
    '--alias:@aws-sdk/credential-provider-node': join(ROOT, 'tasks/shared/environment-credentials.ts'),
    '--alias:@aws-lambda-powertools/jmespath/functions': LEFT_OUT,
    '--alias:@aws-lambda-powertools/jmespath': LEFT_OUT,
    '--alias:@aws-sdk/endpoint-cache': LEFT_OUT,
    '--alias:semver': LEFT_OUT,
  },
};

/** Lambda's managed policy would let it write to every log group of the account, and create more. */
function roleThatWritesTo(logGroup: LogGroup, scope: Construct, id: string): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return role;
}

function findEntry(id: string, given?: string): string {
  const entry = given ?? `tasks/${kebabCase(id)}.lambda.ts`;
  const path = join(ROOT, entry);
  if (existsSync(path)) return path;
  throw new Error(
    `TaskFunction "${id}": there is no ${entry}. Name the file after the construct, or give its "entry".`,
  );
}

function kebabCase(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

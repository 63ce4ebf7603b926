import type { CloudContext } from '../../kernel/cloud-context';
import { findFunction } from './function-name';
import type { FunctionRegistry, LambdaFunction } from './lambda-function';

interface FunctionInput {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

const PAGE = 50;

/** GetFunction, GetFunctionConfiguration and ListFunctions. */
export function describeFunctions(context: CloudContext, registry: FunctionRegistry) {
  const configurationOf = (input: FunctionInput) => {
    const { lambda, version } = findFunction(context, registry, input.FunctionName, input.Qualifier);
    return configuration(lambda, version, input.Qualifier);
  };
  return {
    GetFunctionConfiguration: configurationOf,
    GetFunction: (input: FunctionInput) => {
      const { lambda } = findFunction(context, registry, input.FunctionName, input.Qualifier);
      const { reservedConcurrency } = lambda;
      return {
        Configuration: configurationOf(input),
        Code: { RepositoryType: 'S3', Location: `file://${lambda.code.root}` },
        Tags: {},
        ...(reservedConcurrency !== undefined && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      };
    },
    ListFunctions: (input: { readonly Marker?: string; readonly MaxItems?: number | string }) => {
      const all = [...registry.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const from = input.Marker ? all.findIndex(({ name }) => name > (input.Marker ?? '')) : 0;
      const page = from < 0 ? [] : all.slice(from, from + Math.min(PAGE, Number(input.MaxItems ?? PAGE)));
      const last = page.at(-1);
      const more = last !== undefined && last !== all.at(-1);
      return {
        Functions: page.map((lambda) => configuration(lambda, '$LATEST')),
        ...(more && { NextMarker: last.name }),
      };
    },
  };
}

function configuration(lambda: LambdaFunction, version: string, qualifier?: string) {
  return {
    FunctionName: lambda.name,
    FunctionArn: qualifier ? `${lambda.arn}:${qualifier}` : lambda.arn,
    Runtime: lambda.runtime,
    Role: lambda.role,
    Handler: lambda.handler,
    CodeSize: lambda.code.size,
    Description: lambda.description,
    Timeout: lambda.timeoutSeconds,
    MemorySize: lambda.memoryMb,
    LastModified: lambda.lastModified.toISOString().replace('Z', '+0000'),
    CodeSha256: lambda.code.sha256,
    Version: version,
    Environment: { Variables: lambda.environment },
    TracingConfig: { Mode: lambda.tracing },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: lambda.architectures,
    EphemeralStorage: { Size: 512 },
    LoggingConfig: lambda.logging,
  };
}

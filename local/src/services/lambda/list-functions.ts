import type { FunctionRegistry, LambdaFunction } from './lambda-function';

interface ListInput {
  readonly Marker?: string;
  readonly MaxItems?: number | string;
}

/** ListFunctions API page. */
const PAGE = 50;

/** ListFunctions, by name; a page's marker is its last name. */
export function listFunctions(registry: FunctionRegistry) {
  return ({ Marker = '', MaxItems = PAGE }: ListInput) => {
    const all = [...registry.functions.values()]
      .filter(({ name }) => name > Marker)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = all.slice(0, Math.min(PAGE, Number(MaxItems)));
    return {
      Functions: page.map(configuration),
      ...(page.length < all.length && { NextMarker: page.at(-1)?.name }),
    };
  };
}

function configuration(lambda: LambdaFunction) {
  return {
    FunctionName: lambda.name,
    FunctionArn: lambda.arn,
    Runtime: lambda.runtime,
    Role: lambda.role,
    Handler: lambda.handler,
    CodeSize: lambda.code.size,
    Description: lambda.description,
    Timeout: lambda.timeoutSeconds,
    MemorySize: lambda.memoryMb,
    LastModified: lambda.lastModified.toISOString().replace('Z', '+0000'),
    CodeSha256: lambda.code.sha256,
    Version: '$LATEST',
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

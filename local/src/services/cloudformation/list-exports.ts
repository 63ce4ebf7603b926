import type { DeployedStack } from '../../assembly/deployed-stack';

/** API reference "ListExports". */
export function listExports(stack: DeployedStack) {
  return {
    Exports: stack.outputs
      .filter(({ exportName }) => exportName !== undefined)
      .map(({ exportName, value }) => ({ ExportingStackId: stack.id, Name: exportName, Value: value })),
  };
}

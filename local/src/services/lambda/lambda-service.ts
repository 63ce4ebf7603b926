import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { prepareTaskRoots } from './code-package';
import { functionResource } from './create-function';
import { FunctionRunners } from './function-runner';
import { invoke } from './invoke';
import { invokeLater } from './invoke-later';
import type { FunctionRegistry } from './lambda-function';
import { lambdaRoutes } from './lambda-routes';
import { listFunctions } from './list-functions';
import { versionResource } from './function-version';
import { getPolicy, permissionResource } from './function-policy';
import { ProcessGuard } from './process-guard';

/** AWS Lambda: functions of Node.js runtimes, each execution environment a process of its own. */
export function createLambda(context: CloudContext): Service {
  const registry: FunctionRegistry = { functions: new Map(), versions: new Map(), policies: new Map() };
  const workplace = createWorkplace();
  const stopped = new AbortController();
  const runners = new FunctionRunners(context, () => workplace.guard());
  const later = invokeLater(context, runners.run, stopped.signal);
  return {
    name: 'lambda',
    protocol: { kind: 'rest-json', routes: lambdaRoutes },
    members: 'pascal',
    operations: {
      Invoke: invoke(context, registry, runners.run, later),
      GetPolicy: getPolicy(context, registry),
      ListFunctions: listFunctions(registry),
    },
    resources: {
      'AWS::Lambda::Function': functionResource(context, registry, () => workplace.directory()),
      'AWS::Lambda::Version': versionResource(context, registry),
      'AWS::Lambda::Permission': permissionResource(context, registry),
    },
    start() {
      void warmUp(registry, runners, stopped.signal);
    },
    stop() {
      stopped.abort();
      runners.dispose();
      workplace.remove();
    },
  };
}

/**
 * Initialises functions one after the other before anyone asks, as Lambda may too ("proactive initialization"): the first
 * registration should not wait for it. A function that has run already, such as the migrations', is left alone.
 */
async function warmUp(
  registry: FunctionRegistry,
  runners: FunctionRunners,
  signal: AbortSignal,
): Promise<void> {
  for (const lambda of registry.functions.values()) {
    if (signal.aborted) return;
    if (!registry.versions.has(lambda.name)) await runners.warm(lambda);
  }
}

/** The directory that functions run from, made when it is first needed, with the guard that outlives us to remove it. */
function createWorkplace() {
  let made: { directory: string; guard: ProcessGuard } | undefined;
  const make = () => {
    const directory = mkdtempSync(join(tmpdir(), 'local-cloud-lambda-'));
    prepareTaskRoots(directory);
    return { directory, guard: new ProcessGuard(directory) };
  };
  return {
    directory: () => (made ??= make()).directory,
    guard: () => (made ??= make()).guard,
    remove() {
      made?.guard.end();
      if (made) rmSync(made.directory, { recursive: true, force: true });
      made = undefined;
    },
  };
}

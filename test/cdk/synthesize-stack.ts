import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { context as featureFlags } from '../../cdk.json';
import { readSettings } from '../../cdk/settings';
import { UserRegistrationStack } from '../../cdk/user-registration-stack';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs: Record<string, { Value: unknown }>;
}

/** The stack in an app of its own, not yet synthesized. Functions are bundled only where a test is about bundles. */
export function buildStack({ context = {}, bundle = false } = {}): {
  app: App;
  stack: UserRegistrationStack;
} {
  const app = new App({
    analyticsReporting: false,
    outdir: temporaryDirectory(),
    context: { ...featureFlags, ...context, ...(bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) },
  });
  return {
    app,
    stack: new UserRegistrationStack(app, 'UserRegistration', readSettings(app.node)),
  };
}

/** Synthesizes it without the checks that every synthesis makes; one test makes them. */
export function synthesizeStack(options?: Parameters<typeof buildStack>[0]): {
  assembly: CloudAssembly;
  template: Template;
} {
  process.env.CDK_VALIDATION = 'false';
  const assembly = buildStack(options).app.synth();
  return { assembly, template: assembly.getStackByName('UserRegistration').template as Template };
}

/** The only resource of this type whose logical id begins so. */
export function findResource(template: Template, type: string, idPrefix = ''): Resource {
  const found = Object.entries(template.Resources).filter(
    ([id, resource]) => resource.Type === type && id.startsWith(idPrefix),
  );
  if (found.length === 1) return found[0]?.[1] as Resource;
  throw new Error(
    `${found.length} resources are a ${type} and begin with "${idPrefix}": ${found.map(([id]) => id).join()}`,
  );
}

const directories: string[] = [];

afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cdk-test-'));
  directories.push(directory);
  return directory;
}

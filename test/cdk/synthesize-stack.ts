import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { onceARun } from '../once-a-run';
import type * as builder from './build-stack';
import type { StackOptions } from './build-stack';

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

/** The stack in an app of its own, not yet synthesized. Loads the CDK, which takes longer than most tests. */
export function buildStack(options?: StackOptions) {
  const { buildStack: build } = jest.requireActual<typeof builder>('./build-stack');
  return build(temporaryDirectory(), options);
}

/** Synthesizes it without the checks that every synthesis makes; one test makes them. Each template is made once a run. */
export function synthesizeStack(options: StackOptions = {}): {
  readonly assembly: CloudAssembly;
  readonly template: Template;
} {
  let made: CloudAssembly | undefined;
  const assembly = () => (made ??= synthesize(options));
  const template = () => JSON.stringify(assembly().getStackByName('UserRegistration').template);
  const text = onceARun(`template ${JSON.stringify(options)}`, template);
  return {
    template: JSON.parse(text) as Template,
    get assembly() {
      return assembly();
    },
  };
}

function synthesize(options: StackOptions): CloudAssembly {
  process.env.CDK_VALIDATION = 'false';
  return buildStack(options).app.synth();
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

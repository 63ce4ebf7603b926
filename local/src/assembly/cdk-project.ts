import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the `cdk.json` of a CDK project says. */
export interface CdkProject {
  /** The command that writes the assembly, such as `npx tsx cdk/app.ts`. */
  readonly app: string;
  readonly context: object;
  /** Files and directories that an assembly is made from. */
  readonly inputs: readonly string[];
}

interface CdkJson {
  readonly app?: string;
  readonly context?: object;
  readonly watch?: { readonly include?: string | readonly string[] };
}

/** The lock file stands for the libraries. */
const ALWAYS = ['package-lock.json', 'cdk.json', 'tsconfig.json'];

/** Reads a project's `cdk.json`. Throws when there is none, or none with an `app`. */
export function readCdkProject(directory: string): CdkProject {
  const file = join(directory, 'cdk.json');
  if (!existsSync(file))
    throw new Error(
      `There is no ${file}; --app takes the directory of a CDK app, --assembly a synthesized cdk.out.`,
    );
  const {
    app,
    context = {},
    watch: { include = '**' } = {},
  } = JSON.parse(readFileSync(file, 'utf8')) as CdkJson;
  if (!app) throw new Error(`${file} names no "app"; give the command that synthesizes the stack.`);
  return { app, context, inputs: [...[include].flat().map(fixedPart), ...ALWAYS] };
}

/** `tasks` of `tasks/**`: what a pattern begins with holds all that it can mean. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => /[*?[\]{}!]/.test(part));
  return (wild < 0 ? parts : parts.slice(0, wild)).join('/') || '.';
}

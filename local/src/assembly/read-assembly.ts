import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Template } from './template';

/** A synthesized stack: its template, and where the assets are that the template names by S3 key. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** The template's file, as text. */
  readonly templateBody: string;
  /** The directory or file behind an asset's S3 key. Throws for a key that is no asset of the stack. */
  readonly asset: (s3Key: string) => string;
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Record<string, { objectKey: string }>;
      }
    >
  >;
}

/**
 * Reads a stack of a `cdk.out`, the only one or the one of this name, after those that it depends on. Throws when there is
 * none, or when it must be said which.
 */
export function readAssembly(directory: string, stack?: string): Assembly[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file))
    throw new Error(
      `There is no cloud assembly at ${directory} (no manifest.json); run "npm run synth" first.`,
    );
  const { artifacts } = readJson<Manifest>(file);
  const names = stacksOf(artifacts).map((id) => stackName(id, artifacts[id]));
  const chosen = stacksOf(artifacts).filter(
    (id) => stack === undefined || stackName(id, artifacts[id]) === stack,
  );
  if (chosen.length !== 1)
    throw new Error(
      stack === undefined
        ? `${file}: expected one stack, found ${names.length} (${names.join(', ')}); --stack chooses one of several.`
        : `${file}: there is no stack "${stack}"; --stack takes one of ${names.join(', ')}.`,
    );
  return inOrder(chosen, artifacts).map((id) => readStack(directory, artifacts, id));
}

/**
 * Reads a template that stands by itself, or among others in a `cdk.out`, whose manifest then names its stack and its assets.
 * Throws when there is no such file.
 */
export function readTemplate(file: string): Assembly {
  if (!existsSync(file))
    throw new Error(`--beside ${file}: there is no such template. Give the file of one, as JSON.`);
  const directory = dirname(file);
  const manifest = join(directory, 'manifest.json');
  const { artifacts } = existsSync(manifest) ? readJson<Manifest>(manifest) : { artifacts: {} };
  const id = stacksOf(artifacts).find((one) => templateFile(one, artifacts[one]) === basename(file));
  if (id !== undefined) return readStack(directory, artifacts, id);
  return readStack(directory, {}, basename(file).replace(/(\.template)?\.json$/, ''), basename(file));
}

type Artifacts = Manifest['artifacts'];

function stacksOf(artifacts: Artifacts): string[] {
  return Object.keys(artifacts).filter((id) => artifacts[id]?.type === 'aws:cloudformation:stack');
}

function stackName(id: string, artifact?: Artifact): string {
  return artifact?.properties?.stackName ?? id;
}

function templateFile(id: string, artifact?: Artifact): string {
  return artifact?.properties?.templateFile ?? `${id}.template.json`;
}

/** These stacks and all that they depend on, each after what it depends on. */
function inOrder(ids: readonly string[], artifacts: Artifacts): string[] {
  const stacks = stacksOf(artifacts);
  const needed = ids.flatMap((id) => {
    const needs = (artifacts[id]?.dependencies ?? []).filter((need) => stacks.includes(need));
    return [...inOrder(needs, artifacts), id];
  });
  return [...new Set(needed)];
}

function readStack(
  directory: string,
  artifacts: Artifacts,
  id: string,
  file = templateFile(id, artifacts[id]),
): Assembly {
  const templateBody = readFileSync(join(directory, file), 'utf8');
  return {
    stackName: stackName(id, artifacts[id]),
    template: JSON.parse(templateBody) as Template,
    templateBody,
    asset: assetIn(directory, readAssets(directory, artifacts)),
  };
}

function assetIn(directory: string, assets: ReadonlyMap<string, string>): Assembly['asset'] {
  return (s3Key) => {
    const path = assets.get(s3Key);
    if (path === undefined) throw new Error(`${directory}: no asset has the S3 key "${s3Key}".`);
    return path;
  };
}

function readAssets(directory: string, artifacts: Artifacts): Map<string, string> {
  const assets = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest' || !properties?.file) continue;
    const { files = {} } = readJson<AssetManifest>(join(directory, properties.file));
    for (const { source, destinations } of Object.values(files))
      for (const { objectKey } of Object.values(destinations))
        if (source.path !== undefined) assets.set(objectKey, join(directory, source.path));
  }
  return assets;
}

function readJson<Document>(file: string): Document {
  return JSON.parse(readFileSync(file, 'utf8')) as Document;
}

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

/** Reads a `cdk.out` that holds one stack. Throws when there is none, or more than one. */
export function readAssembly(directory: string): Assembly {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file))
    throw new Error(
      `There is no cloud assembly at ${directory} (no manifest.json); run "npm run synth" first.`,
    );
  const artifacts = Object.entries(readJson<Manifest>(file).artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  if (stacks.length !== 1)
    throw new Error(
      `${file}: expected one stack, found ${stacks.length} (${stacks.map(([id]) => id).join(', ')}).`,
    );
  const [id, { properties = {} }] = stacks[0] as [string, Artifact];
  const templateBody = readFileSync(
    join(directory, properties.templateFile ?? `${id}.template.json`),
    'utf8',
  );
  const assets = readAssets(directory, artifacts);
  return {
    stackName: properties.stackName ?? id,
    template: JSON.parse(templateBody) as Template,
    templateBody,
    asset: assetIn(directory, assets),
  };
}

/**
 * Reads a template that stands by itself, or among others in a `cdk.out`, whose manifest then names its stack and its assets.
 * Throws when there is no such file.
 */
export function readTemplate(file: string): Assembly {
  if (!existsSync(file))
    throw new Error(`--beside ${file}: there is no such template. Give the file of one, as JSON.`);
  const templateBody = readFileSync(file, 'utf8');
  const directory = dirname(file);
  const manifest = join(directory, 'manifest.json');
  const artifacts = existsSync(manifest) ? Object.entries(readJson<Manifest>(manifest).artifacts) : [];
  const [id, artifact] =
    artifacts.find(([, { properties }]) => properties?.templateFile === basename(file)) ?? [];
  return {
    stackName: artifact?.properties?.stackName ?? id ?? basename(file).replace(/(\.template)?\.json$/, ''),
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

function readAssets(directory: string, artifacts: [string, Artifact][]): Map<string, string> {
  const assets = new Map<string, string>();
  for (const [, { type, properties }] of artifacts) {
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

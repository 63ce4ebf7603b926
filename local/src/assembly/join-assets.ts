import type { Assembly } from './read-assembly';

/** The last of these assemblies, with the assets of all of them: an S3 key is a hash and means the same everywhere. */
export function joinAssets(assemblies: readonly Assembly[]): Assembly {
  const others = assemblies.slice(0, -1);
  const own = assemblies.at(-1)!;
  const asset = (s3Key: string) => {
    for (const assembly of others) {
      try {
        return assembly.asset(s3Key);
      } catch {
        // It is one of another's.
      }
    }
    return own.asset(s3Key);
  };
  return { ...own, asset };
}

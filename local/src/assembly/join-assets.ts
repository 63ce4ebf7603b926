import type { Assembly } from './read-assembly';

/** The assembly, with the assets of all of them: an S3 key is a hash and means the same everywhere. */
export function joinAssets(own: Assembly, all: readonly Assembly[]): Assembly {
  const asset = (s3Key: string) => {
    for (const assembly of all.filter((other) => other !== own)) {
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

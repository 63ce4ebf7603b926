/** One feature of a language, and whether it works here. */
export interface Feature {
  readonly feature: string;
  readonly served: boolean;
}

/** Tries each sample; what throws is not served. */
export function tried(samples: Readonly<Record<string, () => unknown>>): Feature[] {
  return Object.entries(samples).map(([feature, sample]) => ({ feature, served: succeeds(sample) }));
}

function succeeds(sample: () => unknown): boolean {
  try {
    sample();
    return true;
  } catch {
    return false;
  }
}

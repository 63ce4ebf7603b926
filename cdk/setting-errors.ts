/** A setting that nobody could deploy: says where it stands, what was given, and what would be right. */
export class InvalidSettingError extends Error {
  override readonly name = 'InvalidSettingError';

  constructor(key: string, given: unknown, wanted: string) {
    super(
      `Context "${key}" (cdk.json or -c ${key}=…) is ${JSON.stringify(given)}. Give ${wanted}, or leave it out.`,
    );
  }
}

/** A key that nobody reads, most likely misspelt: without this it would be ignored in silence. */
export class UnknownSettingError extends Error {
  override readonly name = 'UnknownSettingError';

  constructor(key: string, known: readonly string[]) {
    super(
      `Context "${key}" (cdk.json, ~/.cdk.json or -c ${key}=…) is read by nobody. Leave it out, or give one of ${known.join(', ')}.`,
    );
  }
}

/** Several settings are wrong: everything at once, so that it is mended at once. */
export class InvalidSettingsError extends Error {
  override readonly name = 'InvalidSettingsError';

  constructor(readonly problems: readonly Error[]) {
    super(
      `${problems.length} settings are wrong:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`,
    );
  }
}

/** Whether a person mends it by another setting; its stack is of no use to them. */
export function isSettingError(error: unknown): error is Error {
  return [InvalidSettingError, UnknownSettingError, InvalidSettingsError].some(
    (type) => error instanceof type,
  );
}

/** One finding of a definition's validation, as ValidateStateMachineDefinition answers it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** Place in the definition, such as `/States/A/Choices[0]/Next`; not all findings have one. */
  readonly location?: string;
}

/** A finding that makes the definition unusable. */
export function fault(code: string, message: string, location?: string): Diagnostic {
  return { severity: 'ERROR', code, message, ...(location === undefined ? {} : { location }) };
}

/** A violation of the language's schema. */
export function schemaFault(message: string, location: string): Diagnostic {
  return fault('SCHEMA_VALIDATION_FAILED', message, location);
}

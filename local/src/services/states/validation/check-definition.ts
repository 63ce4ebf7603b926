import { AwsError } from '../../../kernel/aws-error';
import type { Diagnostic } from './diagnostic';
import { unservedParts } from './unserved';
import { validate } from './validate';

/** Refuses a definition that AWS refuses, in AWS's words, and by name what only the local cloud does not have. */
export function checkDefinition(definition: string, type: string): void {
  checkValid(definition, type);
  const [unserved] = unservedParts(definition);
  if (unserved) throw invalid(unserved);
}

/** Refuses what AWS refuses in a definition of the type. */
export function checkValid(definition: string, type: string): void {
  const faults = validate(definition, type).filter(({ severity }) => severity === 'ERROR');
  if (faults.length) throw invalid(faults.map(describe).join(', '));
}

function describe({ code, message, location }: Diagnostic): string {
  return `${code}: ${message} at ${location ?? 'null'}`;
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${what}'`);
}

import { definitionText } from '../request-texts';
import { validate } from '../validation/validate';

interface ValidateInput {
  readonly definition?: string;
  readonly type?: string;
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
}

/** ValidateStateMachineDefinition: what is wrong with a definition, without making a machine of it. */
export function validateStateMachineDefinition() {
  return ({ definition, type = 'STANDARD', severity = 'ERROR', maxResults }: ValidateInput) => {
    const found = validate(definitionText(definition), type).filter(
      (entry) => severity === 'WARNING' || entry.severity === 'ERROR',
    );
    const limit = maxResults || 100;
    return {
      result: found.some((entry) => entry.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: found.slice(0, limit),
      truncated: found.length > limit,
    };
  };
}

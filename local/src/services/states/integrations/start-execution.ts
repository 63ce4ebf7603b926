import type { Integration } from './integration';
import { optimisedCall, optimisedErrors } from './optimised-call';

/** `states:startExecution`; input that is not a text is given as its JSON text. */
export function startExecution(action: string): Integration {
  return optimisedCall('states', action, {
    service: 'states',
    errors: optimisedErrors('StepFunctions', 'AWSStepFunctions'),
    texts: ['Input'],
  });
}

import { schemaFault, type Diagnostic } from './diagnostic';

/** Fields that are texts in a machine, a state or a graph, wherever they stand. */
const TEXTS = ['Comment', 'Version', 'StartAt', 'Next', 'Default', 'Error', 'Cause', 'Label'];

/** The fields of a holder that must be texts. */
export function checkTexts(holder: Record<string, unknown>, location: string): Diagnostic[] {
  return TEXTS.filter((field) => holder[field] !== undefined && typeof holder[field] !== 'string').map(
    (field) => schemaFault('Expected value of type [STRING]', `${location}/${field}`),
  );
}

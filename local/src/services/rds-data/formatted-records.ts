import { stringifyExact } from '../../http/exact-integers';
import type { ResultColumn } from './database';
import type { Field } from './result-value';

/** The records as one JSON text: an array of objects by column label (AuroraUserGuide, data-api-json). */
export function formattedRecords(
  fields: readonly ResultColumn[],
  records: readonly (readonly Field[])[],
): string {
  const labels = fields.map(({ name }) => name);
  return stringifyExact(records.map((record) => labelled(labels, record)));
}

function labelled(labels: readonly string[], record: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(record.map((field, column) => [labels[column]!, plain(field)]));
}

function plain(field: Field): unknown {
  const [member, value] = Object.entries(field)[0]!;
  if (member === 'isNull') return null;
  if (member === 'blobValue') return Buffer.from(value as Uint8Array).toString('base64');
  return member === 'arrayValue' ? Object.values(value as Record<string, unknown>)[0] : value;
}

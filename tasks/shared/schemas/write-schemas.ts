import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETAIL_TYPES, eventSchema } from './event-schema';

/** Writes the JSON Schemas beside this file, from the zod schemas of the events: `npm run schema`. */
for (const detailType of DETAIL_TYPES)
  writeFileSync(
    join(__dirname, `${detailType}.json`),
    `${JSON.stringify(eventSchema(detailType), undefined, 2)}\n`,
  );

import * as z from 'zod/mini';
import { missingOr } from './missing-or';

/** What the database did for the registration that `user.persisted` announces. */
export const persistedOperation = z.enum(
  ['created', 'linked', 'updated', 'unchanged'],
  missingOr('must be "created", "linked", "updated" or "unchanged"'),
);

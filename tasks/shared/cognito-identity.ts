import * as z from 'zod/mini';
import { missingOr } from './missing-or';
import { text } from './text';

/** A Cognito `sub`. `unlinked:` marks the rows of the old table that no identity owns yet: nobody may claim one by name. */
export const cognitoId = () =>
  text(128).check(z.refine((value) => !value.startsWith('unlinked:'), 'must not begin with "unlinked:"'));

/** Pattern and length as in the API reference of Cognito user pools, `UserPoolType.Id`. */
export const userPoolId = () =>
  z
    .string(missingOr('must be the id of a user pool'))
    .check(z.regex(/^[\w-]+_[0-9a-zA-Z]+$/, 'must be the id of a user pool'), z.maxLength(55, 'is too long'));

/** `cognito` for a native user, else the name of the identity provider. */
export const identityProvider = () => text(128);

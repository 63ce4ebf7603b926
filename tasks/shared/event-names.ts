/** `source` of every event of this product. */
export const EVENT_SOURCE = 'user-registration';

/** `detail-type` of: a user confirmed a sign-up in Cognito. */
export const USER_REGISTERED = 'user.registered';

/** `detail-type` of: that user is a row in the database. */
export const USER_PERSISTED = 'user.persisted';

/** `detail-type` of: that user is gone from Cognito, and what became of the row. */
export const USER_REMOVED = 'user.removed';

/** Members may be added under the same version; a consumer refuses a version that it does not know. */
export const SCHEMA_VERSION = '1';

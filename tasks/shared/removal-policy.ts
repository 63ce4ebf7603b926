/** What may become of the row of a user who is deleted in Cognito; setting `onUserDeleted`. */
export const REMOVAL_POLICIES = ['anonymise', 'relink', 'delete'] as const;

export type RemovalPolicy = (typeof REMOVAL_POLICIES)[number];

import { oneOf, range, type Constraints } from '../../kernel/constraints';

const flow = oneOf(
  ...['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH'],
  ...['USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH'],
);

/** What the members of Cognito's requests are bounded by. (API reference, the operations' pages) */
export const COGNITO_CONSTRAINTS: Constraints = {
  AdminCreateUser: { MessageAction: oneOf('RESEND', 'SUPPRESS') },
  InitiateAuth: { AuthFlow: flow },
  ListUsers: { Limit: range(0, 60) },
};

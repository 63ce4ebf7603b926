import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fromIds } from './existing-ids';
import type { ContextSettings } from './settings';
import { UserRegistration } from './user-registration';

/** The product as one stack, for people who write no CDK. */
export class UserRegistrationStack extends Stack {
  readonly registration: UserRegistration;

  constructor(scope: Construct, id: string, settings: ContextSettings) {
    super(scope, id, {
      description: 'User registration, from Cognito to PostgreSQL',
      terminationProtection: !settings.throwaway,
    });
    // "Default" takes no part in logical ids: they are those of the time when the stack was the whole product.
    this.registration = new UserRegistration(this, 'Default', {
      ...settings,
      ...fromIds(this, settings),
    });
  }
}

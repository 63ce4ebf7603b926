import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { UserRegistration, type UserRegistrationProps } from './user-registration';

/** The product as one stack, for people who write no CDK. */
export class UserRegistrationStack extends Stack {
  readonly registration: UserRegistration;

  constructor(scope: Construct, id: string, props: UserRegistrationProps) {
    super(scope, id, {
      description: 'User registration, from Cognito to PostgreSQL',
      terminationProtection: !props.throwaway,
    });
    // "Default" takes no part in logical ids: they are those of the time when the stack was the whole product.
    this.registration = new UserRegistration(this, 'Default', props);
  }
}

import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { UserRegistration } from 'user-registration';

export interface RegistrationStackProps extends StackProps {
  readonly userPool: IUserPool;
  /** By which `registrar sign-up` signs its test users up. */
  readonly userPoolClient: IUserPoolClient;
  readonly cluster: IDatabaseCluster;
  readonly databaseName: string;
  readonly bus: IEventBus;
}

/** The registration beside them, in a stack of its own. */
export class RegistrationStack extends Stack {
  constructor(scope: Construct, id: string, props: RegistrationStackProps) {
    super(scope, id, props);
    new UserRegistration(this, 'UserRegistration', {
      userPool: props.userPool,
      userPoolClient: props.userPoolClient,
      database: props.cluster,
      databaseName: props.databaseName,
      bus: props.bus,
    });
  }
}

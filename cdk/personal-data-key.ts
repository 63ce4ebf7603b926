import { ArnFormat, Aws, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow } from './allow';
import { addToPolicy } from './owners-policies';

export interface PersonalDataKeyProps {
  /** The key of an existing world. @default one of our own */
  readonly existing?: IKey;
  /** What becomes of the key when it leaves the stack; what it encrypted is lost with it. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The customer-managed key over what people read names, e-mail addresses and phone numbers in: rows, execution log,
 * failure records, alerts. What only passes them on (queues, bus, archive) is under the keys of its service.
 */
export class PersonalDataKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, { existing, removalPolicy }: PersonalDataKeyProps) {
    super(scope, id);
    this.key =
      existing ??
      new Key(this, 'Default', {
        description: 'Personal data of user registration: rows, execution logs, failure records, alerts',
        enableKeyRotation: true,
        removalPolicy,
      });
  }

  /** Lets the grantee read and write what this service keeps under the key, and nothing else. */
  grantVia(grantee: IGrantable, service: keyof typeof SERVICE_ACTIONS): void {
    grantKeyVia(grantee, this.key, service);
  }

  /** Lets the grantee read what this service keeps under the key, and nothing else. */
  grantReadVia(grantee: IGrantable, service: keyof typeof SERVICE_ACTIONS): void {
    grantKeyVia(grantee, this.key, service, ['kms:Decrypt', 'kms:DescribeKey']);
  }

  /** Lets CloudWatch Logs encrypt this one log group; without it the group cannot be created. */
  grantToLogGroup(logGroupName: string): void {
    const stack = Stack.of(this);
    const logGroupArn = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    addToPolicy(
      this,
      this.key,
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
      }),
    );
  }

  /** Lets the alarms of this account publish to a topic under this key; without it they stay silent. */
  grantToAlarms(): void {
    addToPolicy(
      this,
      this.key,
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}

/** Lets the grantee use a key through this service, as the service asks for it in its caller's name. */
export function grantKeyVia(
  grantee: IGrantable,
  key: IKey,
  service: keyof typeof SERVICE_ACTIONS,
  actions: string[] = SERVICE_ACTIONS[service],
): void {
  allow(grantee, actions, key.keyArn, {
    StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` },
  });
}

/** What each service asks for in its caller's name (DynamoDB: "Authorizing use of your key"; SNS: "Key management"). */
const SERVICE_ACTIONS = {
  dynamodb: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
  secretsmanager: ['kms:Decrypt'],
  sns: ['kms:Decrypt', 'kms:GenerateDataKey'],
};

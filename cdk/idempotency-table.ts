import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow } from './allow';

export interface IdempotencyTableProps {
  /** For how long the first event of a user keeps its claim on that user. */
  readonly claimLifetime: Duration;
  /** What becomes of the claims when the table leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** Remembers which event claimed which user. It holds hashes and event ids, no personal data. */
export class IdempotencyTable extends Construct {
  readonly table: Table;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdempotencyTableProps,
  ) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      // The names that Powertools' DynamoDB layer uses when it is not told otherwise.
      partitionKey: { name: 'id', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiration',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy: props.removalPolicy,
    });
  }

  /** Lets the function claim users, and tells it where and for how long. */
  grantReadWriteData(handler: LambdaFunction): void {
    allow(handler, CLAIM_ACTIONS, this.table.tableArn);
    handler.addEnvironment('IDEMPOTENCY_TABLE_NAME', this.table.tableName);
    handler.addEnvironment('IDEMPOTENCY_EXPIRES_AFTER_SECONDS', `${this.props.claimLifetime.toSeconds()}`);
  }
}

/** What Powertools' DynamoDB layer calls. */
const CLAIM_ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

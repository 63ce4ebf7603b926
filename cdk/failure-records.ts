import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from './allow';
import type { PersonalDataKey } from './personal-data-key';

export interface FailureRecordsProps {
  /** Encrypts the records: each holds the whole registration, so that it can be replayed. */
  readonly key: PersonalDataKey;
  /** What becomes of the records when the table leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** The index that lists records by status and time. */
export const BY_STATUS = 'by-status';

/** One record for each registration that failed at least once: what an operator sees, mends and replays. */
export class FailureRecords extends Construct {
  readonly table: Table;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FailureRecordsProps,
  ) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'failure_id', type: AttributeType.STRING },
      // Set when a record is closed; an open one never expires.
      timeToLiveAttribute: 'expires_at',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy: props.removalPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: BY_STATUS,
      partitionKey: { name: 'status', type: AttributeType.STRING },
      sortKey: { name: 'last_failed_at', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Lets it write and close records. */
  grantWriteData(grantee: IGrantable): void {
    allow(grantee, ['dynamodb:UpdateItem'], this.table.tableArn);
    this.props.key.grantVia(grantee, 'dynamodb');
  }
}

import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';

/** A DB cluster as the store keeps it, in the map `rds-clusters`, by identifier. */
export interface StoredCluster {
  readonly identifier: string;
  readonly arn: string;
  readonly resourceId: string;
  /** What the API shows as the endpoint; nothing listens there. */
  readonly host: string;
  readonly port: number;
  readonly databaseName?: string;
  readonly masterUsername: string;
  /** Whether the Data API answers for it (`EnableHttpEndpoint`). */
  readonly httpEndpoint: boolean;
}

/** The DB clusters of this cloud. */
export class Clusters {
  private readonly byIdentifier: StoredMap<StoredCluster>;

  constructor(context: CloudContext) {
    this.byIdentifier = context.store.map<StoredCluster>('rds-clusters');
  }

  get(identifier: string): StoredCluster | undefined {
    return this.byIdentifier.get(identifier);
  }

  first(): StoredCluster | undefined {
    return [...this.byIdentifier.values()][0];
  }

  save(cluster: StoredCluster): void {
    this.byIdentifier.set(cluster.identifier, cluster);
  }

  /** The cluster behind a resource ARN; one that is unknown or has no HTTP endpoint is refused in the same words. */
  withEndpoint(resourceArn: string): StoredCluster {
    const cluster = [...this.byIdentifier.values()].find(({ arn }) => arn === resourceArn);
    if (!cluster?.httpEndpoint)
      throw new AwsError(
        'HttpEndpointNotEnabledException',
        `HttpEndpoint is not enabled for resource ${resourceArn}`,
      );
    return cluster;
  }
}

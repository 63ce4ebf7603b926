import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { StoredCluster } from './stored-cluster';

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

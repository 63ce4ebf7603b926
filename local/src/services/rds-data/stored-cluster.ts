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

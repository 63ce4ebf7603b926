/** Which events of a bus are kept, and for how long. */
export interface Archive {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly bus: string;
  readonly description?: string;
  readonly pattern?: string;
  /** 0 keeps for ever. */
  readonly retentionDays: number;
  readonly createdAt: number;
}

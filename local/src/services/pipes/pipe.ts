/** A pipe as its API has it. */
export interface PipeDefinition {
  readonly Name: string;
  readonly Description?: string;
  readonly DesiredState?: 'RUNNING' | 'STOPPED';
  readonly Source: string;
  readonly SourceParameters?: {
    readonly SqsQueueParameters?: { readonly BatchSize?: number };
  };
  readonly Target: string;
  readonly TargetParameters?: {
    readonly StepFunctionStateMachineParameters?: {
      readonly InvocationType?: 'REQUEST_RESPONSE' | 'FIRE_AND_FORGET';
    };
  };
  readonly RoleArn: string;
  /** Accepted and shown; the pipe itself writes no log here. */
  readonly LogConfiguration?: object;
}

/** A pipe as it is kept. */
export interface StoredPipe extends PipeDefinition {
  readonly Arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** How many messages a batch has at most. */
export function batchSize({ SourceParameters }: PipeDefinition): number {
  return Number(SourceParameters?.SqsQueueParameters?.BatchSize ?? 10);
}

/** What every answer about a pipe holds. */
export function summary(pipe: StoredPipe, CurrentState: string) {
  return {
    Arn: pipe.Arn,
    Name: pipe.Name,
    DesiredState: pipe.DesiredState ?? 'RUNNING',
    CurrentState,
    CreationTime: new Date(pipe.createdAt),
    LastModifiedTime: new Date(pipe.modifiedAt),
  };
}

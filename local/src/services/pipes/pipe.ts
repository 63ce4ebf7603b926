/** A pipe as its API has it. */
export interface PipeDefinition {
  readonly Name: string;
  readonly Description?: string;
  readonly DesiredState?: 'RUNNING' | 'STOPPED';
  readonly Source: string;
  readonly SourceParameters?: SourceParameters;
  readonly Target: string;
  readonly TargetParameters?: TargetParameters;
  readonly RoleArn?: string;
}

export interface SourceParameters {
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  readonly SqsQueueParameters?: {
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
}

export type InvocationType = 'REQUEST_RESPONSE' | 'FIRE_AND_FORGET';

export interface TargetParameters {
  readonly InputTemplate?: string;
  readonly StepFunctionStateMachineParameters?: { readonly InvocationType?: InvocationType };
  readonly LambdaFunctionParameters?: { readonly InvocationType?: InvocationType };
  readonly EventBridgeEventBusParameters?: {
    readonly DetailType?: string;
    readonly Source?: string;
    readonly Time?: string;
    readonly Resources?: readonly string[];
  };
  readonly SqsQueueParameters?: Readonly<Record<string, never>>;
}

/** A pipe as it is kept. */
export interface StoredPipe extends PipeDefinition {
  readonly Arn: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** How many messages a batch has at most, and how long the pipe waits for it to fill. */
export function batching({ SourceParameters }: PipeDefinition): { size: number; windowMs: number } {
  const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = SourceParameters?.SqsQueueParameters ?? {};
  return { size: Number(BatchSize), windowMs: Number(MaximumBatchingWindowInSeconds) * 1000 };
}

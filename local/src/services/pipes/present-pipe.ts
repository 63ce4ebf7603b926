import type { PipeDefinition, StoredPipe } from './pipe';

export function stateOf({ DesiredState = 'RUNNING' }: StoredPipe): 'RUNNING' | 'STOPPED' {
  return DesiredState;
}

/** The pipe without what the service adds. */
export function definitionOf({
  Name,
  Description,
  DesiredState,
  RoleArn,
  ...pipe
}: StoredPipe): PipeDefinition {
  const { Source, SourceParameters, Target, TargetParameters } = pipe;
  return { Name, Description, DesiredState, RoleArn, Source, SourceParameters, Target, TargetParameters };
}

/** What every answer about a pipe holds. */
export function summary(pipe: StoredPipe, CurrentState: string) {
  return {
    Arn: pipe.Arn,
    Name: pipe.Name,
    DesiredState: stateOf(pipe),
    CurrentState,
    CreationTime: new Date(pipe.createdAt),
    LastModifiedTime: new Date(pipe.modifiedAt),
  };
}

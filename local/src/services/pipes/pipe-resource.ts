import type { ResourceType } from '../../kernel/service';
import type { PipeDefinition } from './pipe';
import type { Pipes } from './pipes';

/** `AWS::Pipes::Pipe`. Enrichment, filters and templates are refused by name. */
export function pipeResource(pipes: Pipes): ResourceType {
  return {
    properties: [
      ...['Name', 'Description', 'DesiredState', 'Source', 'SourceParameters', 'Target', 'TargetParameters'],
      'RoleArn',
    ],
    inert: {
      Tags: 'nothing here reads the tags of a pipe',
      LogConfiguration: 'the pipe itself writes no log here',
      KmsKeyIdentifier: 'nothing is encrypted on the laptop',
    },
    create({ properties, physicalName }) {
      const given = properties as unknown as PipeDefinition;
      const definition = { ...given, Name: given.Name ?? physicalName.slice(0, 64) };
      if (pipes.has(definition.Name)) pipes.update(definition);
      else pipes.create(definition);
      const { Arn } = pipes.get(definition.Name);
      const attributes = { Arn, CurrentState: 'RUNNING', StateReason: '' };
      return { ref: definition.Name, attributes };
    },
  };
}

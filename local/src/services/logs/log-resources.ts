import type { CloudContext } from '../../kernel/cloud-context';
import type { Resource, ResourceType } from '../../kernel/service';
import type { StoredMap } from '../../kernel/store';
import { setRetention } from './log-groups';
import { checkedGroupName, groupArn } from './log-names';
import type { LogStore } from './log-store';
import { putDefinition, type QueryDefinition } from './query-definitions';

/** The CloudFormation types of CloudWatch Logs. */
export function logResources(
  context: CloudContext,
  store: LogStore,
  definitions: StoredMap<QueryDefinition>,
): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::Logs::LogGroup': logGroup(context, store),
    'AWS::Logs::LogStream': logStream(store),
    'AWS::Logs::QueryDefinition': queryDefinition(context, definitions),
    'AWS::Logs::ResourcePolicy': inert('the local cloud checks no permissions', [
      'PolicyName',
      'PolicyDocument',
    ]),
    'AWS::Logs::MetricFilter': inert('the local cloud has no metrics', [
      ...['LogGroupName', 'FilterPattern', 'FilterName', 'MetricTransformations', 'ApplyOnTransformedLogs'],
      ...['FieldSelectionCriteria', 'EmitSystemFieldDimensions'],
    ]),
  };
}

function logGroup(context: CloudContext, store: LogStore): ResourceType {
  return {
    properties: ['LogGroupName', 'RetentionInDays', 'LogGroupClass', 'Tags'],
    inert: {
      KmsKeyId: 'nothing is encrypted',
      DeletionProtectionEnabled: 'nothing deletes it but a client',
      DataProtectionPolicy: 'nothing is masked',
      FieldIndexPolicies: 'queries read everything',
      ResourcePolicyDocument: 'the local cloud checks no permissions',
    },
    create({ properties, physicalName }) {
      const name = checkedGroupName((properties['LogGroupName'] as string) ?? physicalName);
      if (!store.groups.has(name)) store.createGroup(name, { tags: tagsOf(properties['Tags']) });
      if (properties['RetentionInDays']) setRetention(store, name, Number(properties['RetentionInDays']));
      return { ref: name, attributes: { Arn: `${groupArn(context, name)}:*` } };
    },
  };
}

function logStream(store: LogStore): ResourceType {
  return {
    properties: ['LogGroupName', 'LogStreamName'],
    create({ properties, physicalName }) {
      const group = String(properties['LogGroupName']);
      const name = (properties['LogStreamName'] as string) ?? physicalName;
      if (!store.hasStream(group, name)) store.createStream(group, name);
      return { ref: name };
    },
  };
}

function queryDefinition(context: CloudContext, definitions: StoredMap<QueryDefinition>): ResourceType {
  return {
    properties: ['Name', 'QueryString', 'LogGroupNames', 'QueryLanguage'],
    create(resource) {
      const QueryDefinitionId = putDefinition(context.clock, definitions, definitionOf(resource));
      return { ref: QueryDefinitionId, attributes: { QueryDefinitionId } };
    },
  };
}

function definitionOf({ properties }: Resource): Omit<QueryDefinition, 'queryDefinitionId' | 'lastModified'> {
  return {
    name: String(properties['Name']),
    queryString: String(properties['QueryString']),
    logGroupNames: (properties['LogGroupNames'] ?? []) as string[],
  };
}

function inert(reason: string, properties: readonly string[]): ResourceType {
  return {
    properties: [],
    inert: Object.fromEntries(properties.map((property) => [property, reason])),
    create: ({ physicalName }) => ({ ref: physicalName }),
  };
}

function tagsOf(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as { Key: string; Value: string }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}

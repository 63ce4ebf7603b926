import type { CloudContext } from '../../kernel/cloud-context';
import type { ResourceType } from '../../kernel/service';
import { invalidParameter } from './log-errors';
import { checkedGroupName, groupArn } from './log-names';
import type { LogStore } from './log-store';

/** PutRetentionPolicy API page: the numbers of days that there are. */
const RETENTIONS = [
  ...[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
];

/** The CloudFormation types of CloudWatch Logs. */
export function logResources(context: CloudContext, store: LogStore): Readonly<Record<string, ResourceType>> {
  return {
    'AWS::Logs::LogGroup': logGroup(context, store),
    'AWS::Logs::LogStream': logStream(store),
    'AWS::Logs::QueryDefinition': inert('saved queries are for the console', [
      ...['Name', 'QueryString', 'LogGroupNames', 'QueryLanguage'],
    ]),
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
    properties: ['LogGroupName', 'RetentionInDays'],
    inert: {
      LogGroupClass: 'there is one class here',
      Tags: 'tags have no effect',
      KmsKeyId: 'nothing is encrypted',
      DeletionProtectionEnabled: 'nothing deletes it but a client',
      DataProtectionPolicy: 'nothing is masked',
      FieldIndexPolicies: 'queries read everything',
      ResourcePolicyDocument: 'the local cloud checks no permissions',
    },
    create({ properties, physicalName }) {
      const name = checkedGroupName((properties['LogGroupName'] as string) ?? physicalName);
      if (!store.groups.has(name)) store.createGroup(name);
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

/** Sets how many days a group keeps its events; throws for a number that AWS does not offer. */
function setRetention(store: LogStore, name: string, retentionInDays: number): void {
  if (!RETENTIONS.includes(retentionInDays))
    throw invalidParameter(
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
    );
  store.groups.set(name, { ...store.group(name), retentionInDays });
}

function inert(reason: string, properties: readonly string[]): ResourceType {
  return {
    properties: [],
    inert: Object.fromEntries(properties.map((property) => [property, reason])),
    create: ({ physicalName }) => ({ ref: physicalName }),
  };
}

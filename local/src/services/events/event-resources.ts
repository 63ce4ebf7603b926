import type { ResourceType } from '../../kernel/service';
import type { Archives } from './archives';
import type { EventBuses } from './event-buses';
import { RuleTargets } from './rule-targets';
import type { PutRuleInput, Rules } from './rules';
import type { Target } from './target';

/** `AWS::Events::EventBus`, `Rule`, `Archive` and, without effect, `EventBusPolicy`. */
export function eventResources(
  buses: EventBuses,
  rules: Rules,
  archives: Archives,
): Record<string, ResourceType> {
  return {
    'AWS::Events::EventBus': eventBus(buses),
    'AWS::Events::Rule': rule(rules),
    'AWS::Events::Archive': archive(archives),
    'AWS::Events::EventBusPolicy': {
      properties: [],
      inert: {
        EventBusName: 'access is not enforced',
        StatementId: 'access is not enforced',
        Statement: 'access is not enforced',
      },
      create: ({ physicalName }) => ({ ref: physicalName }),
    },
  };
}

function eventBus(buses: EventBuses): ResourceType {
  return {
    properties: ['Name', 'Description'],
    inert: {
      Tags: 'nothing here reads the tags of a bus',
      KmsKeyIdentifier: 'nothing is encrypted on the laptop',
      Policy: 'access is not enforced',
      LogConfig: 'the bus itself writes no log here',
    },
    create({ properties, physicalName }) {
      const { Name = physicalName, Description } = properties as { Name?: string; Description?: string };
      if (!buses.find(Name)) buses.create({ Name, Description });
      return { ref: Name, attributes: { Arn: buses.get(Name).arn, Name } };
    },
  };
}

function rule(rules: Rules): ResourceType {
  const targets = new RuleTargets(rules);
  return {
    properties: [
      'Name',
      'Description',
      'EventBusName',
      'EventPattern',
      'State',
      'Targets',
      'ScheduleExpression',
    ],
    inert: { RoleArn: 'access is not enforced', Tags: 'nothing here reads the tags of a rule' },
    create({ properties, physicalName }) {
      const given = properties as Omit<PutRuleInput, 'EventPattern'> & {
        EventPattern?: unknown;
        Targets?: Target[];
      };
      const { Name = physicalName.slice(0, 64), EventBusName, EventPattern, Targets = [] } = given;
      const { RuleArn } = rules.put({ ...given, Name, EventPattern: textOf(EventPattern) });
      const standing = rules.get({ Name, EventBusName }).targets.map(({ Id }) => Id);
      targets.remove({ Rule: Name, EventBusName, Ids: standing });
      targets.put({ Rule: Name, EventBusName, Targets });
      return { ref: Name, attributes: { Arn: RuleArn } };
    },
  };
}

interface ArchiveProperties {
  readonly ArchiveName?: string;
  readonly SourceArn?: string;
  readonly Description?: string;
  readonly EventPattern?: unknown;
  readonly RetentionDays?: unknown;
}

function archive(archives: Archives): ResourceType {
  return {
    properties: ['ArchiveName', 'SourceArn', 'Description', 'EventPattern', 'RetentionDays'],
    inert: { KmsKeyIdentifier: 'nothing is encrypted on the laptop' },
    create({ properties, physicalName }) {
      const given = properties as ArchiveProperties;
      const { ArchiveName = physicalName.slice(0, 48), SourceArn, Description, EventPattern } = given;
      const definition = { name: ArchiveName, description: Description, pattern: textOf(EventPattern) };
      const { arn } = archives.put(
        { ...definition, retentionDays: Number(given.RetentionDays ?? 0) },
        SourceArn,
      );
      return { ref: ArchiveName, attributes: { Arn: arn, ArchiveName } };
    },
  };
}

/** The template has JSON where the API has its text. */
function textOf(pattern: unknown): string | undefined {
  return typeof pattern === 'object' ? JSON.stringify(pattern) : (pattern as string | undefined);
}

import type { Event } from './event';
import { invalid } from './events-error';
import { fillTemplate, placeholders } from './fill-template';
import { valueAt } from './json-path';

/** How a target's input is made of an event; members as the API has them. */
export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** What a template may name besides its own paths. */
export interface RuleFacts {
  readonly name: string;
  readonly arn: string;
  readonly ingestedAt: string;
}

/** Throws for a placeholder that has no path. (EventBridge user guide, "Amazon EventBridge input transformation") */
export function checkTemplate(
  targetId: string,
  { InputPathsMap = {}, InputTemplate }: InputTransformer,
): void {
  for (const name of placeholders(InputTemplate))
    if (!Object.hasOwn(InputPathsMap, name) && !name.startsWith('aws.events.'))
      throw invalid(`InputTemplate for target ${targetId} contains invalid placeholder ${name}.`);
  for (const name of Object.keys(InputPathsMap))
    if (name.startsWith('AWS')) throw invalid(`InputPathsMap key ${name} must not start with "AWS".`);
}

/** What the target gets; undefined when no JSON comes out. */
export function transform(transformer: InputTransformer, event: Event, rule: RuleFacts): string | undefined {
  const { InputPathsMap = {}, InputTemplate } = transformer;
  return fillTemplate(InputTemplate, (name) => valueOf(name, InputPathsMap, event, rule));
}

function valueOf(
  name: string,
  paths: Readonly<Record<string, string>>,
  event: Event,
  rule: RuleFacts,
): unknown {
  if (Object.hasOwn(paths, name)) return valueAt(event, paths[name]!);
  const predefined: Record<string, unknown> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': rule.ingestedAt,
    'aws.events.event': withoutDetail(event, rule),
    'aws.events.event.json': event,
  };
  return predefined[name];
}

/** `<aws.events.event>` is the event without its detail, and spells the type otherwise. */
function withoutDetail(event: Event, { ingestedAt }: RuleFacts) {
  const { version, id, source, account, region, resources } = event;
  return {
    version,
    id,
    detailType: event['detail-type'],
    source,
    account,
    time: ingestedAt,
    region,
    resources,
  };
}

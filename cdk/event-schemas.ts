import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { resourceName } from './resource-names';
import { EVENT_SOURCE, USER_PERSISTED, USER_REGISTERED, USER_REMOVED } from '../tasks/shared/event-names';

/** The JSON Schemas of the events, in a registry where other teams find them and generate code from them. */
export class EventSchemas extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const registry = new CfnRegistry(this, 'Registry', {
      registryName: resourceName(this, EVENT_SOURCE),
      description: 'Events of user registration',
    });
    for (const detailType of [USER_REGISTERED, USER_PERSISTED, USER_REMOVED]) {
      new CfnSchema(this, pascalCase(detailType), {
        registryName: registry.attrRegistryName,
        // "source@DetailType" is how the registry itself names what it discovers.
        schemaName: `${EVENT_SOURCE}@${pascalCase(detailType)}`,
        type: 'JSONSchemaDraft4',
        content: readSchema(detailType),
      });
    }
  }
}

function readSchema(detailType: string): string {
  const path = join(__dirname, `../tasks/shared/schemas/${detailType}.json`);
  return JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
}

function pascalCase(detailType: string): string {
  return detailType.replace(/(?:^|\.)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

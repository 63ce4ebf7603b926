import { readFileSync } from 'node:fs';
import { resourceMapping, type StackResource } from './resource-mapping';

/** `aws cloudformation list-stack-resources … | npx tsx cdk/write-resource-mapping.ts > kept.json`; see docs/deployment.md. */
const { StackResourceSummaries } = JSON.parse(readFileSync(0, 'utf8')) as {
  StackResourceSummaries: StackResource[];
};
console.log(JSON.stringify(resourceMapping(StackResourceSummaries), undefined, 2));

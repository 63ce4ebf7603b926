import { isObject } from '../expressions/json';
import { parseResource, type Resource } from '../integrations/resource';
import { queryLanguage } from '../language/query-language';
import type { PlacedState } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';

/** Optimised integrations of AWS, by service, with their actions. AWS: "Integrating services with Step Functions". */
const OPTIMISED: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['invoke'],
  athena: ['startQueryExecution', 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'],
  batch: ['submitJob'],
  bedrock: ['invokeModel', 'createModelCustomizationJob'],
  codebuild: [
    'startBuild',
    'stopBuild',
    'batchDeleteBuilds',
    'batchGetReports',
    'startBuildBatch',
    'retryBuildBatch',
  ],
  dynamodb: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  ecs: ['runTask'],
  eks: ['call', 'createCluster', 'createFargateProfile', 'createNodegroup', 'deleteCluster', 'runJob'],
  elasticmapreduce: ['createCluster', 'terminateCluster', 'addStep', 'cancelStep'],
  events: ['putEvents'],
  glue: ['startJobRun'],
  http: ['invoke'],
  lambda: ['invoke'],
  mediaconvert: ['createJob'],
  sagemaker: [
    'createTrainingJob',
    'createTransformJob',
    'createProcessingJob',
    'createModel',
    'createEndpoint',
  ],
  sns: ['publish'],
  sqs: ['sendMessage'],
  states: ['startExecution'],
};

/** A Task's resource: known at all, and possible in a workflow of the type. */
export function checkResource({ state, location }: PlacedState, type: string): Diagnostic[] {
  if (state.Type !== 'Task' || state.Resource === undefined) return checkMapMode(state, location, type);
  const at = `${location}/Resource`;
  if (typeof state.Resource !== 'string') return [schemaFault('Expected value of type [STRING]', at)];
  const resource = parseResource(state.Resource);
  if (!resource) return [schemaFault('Value is not a valid resource ARN', at)];
  if (!isKnown(resource)) return [schemaFault(unrecognised(state.Resource), at)];
  return [
    ...(type === 'EXPRESS' ? checkExpress(resource, at) : []),
    ...checkMembers(state, resource, location),
  ];
}

function isKnown(resource: Resource): boolean {
  return resource.kind !== 'optimised' || (OPTIMISED[resource.service] ?? []).includes(resource.action);
}

function unrecognised(arn: string): string {
  return (
    `The resource provided ${arn} is not recognized. ` +
    'The value is not a valid resource ARN, or the resource is not available in this region.'
  );
}

function checkExpress(resource: Resource, location: string): Diagnostic[] {
  if (resource.kind === 'function') return [];
  if (resource.kind === 'activity')
    return [schemaFault('Express state machine does not support Activity ARN', location)];
  if (!resource.pattern) return [];
  // The second space before "at" is AWS's.
  const [pattern, after] =
    resource.pattern === '.waitForTaskToken' ? ['.waitForTaskToken', ' '] : ['.sync', ''];
  return [
    schemaFault(`Express state machine does not support '${pattern}' service integration${after}`, location),
  ];
}

/** Service integrations take PascalCase members; AWS refuses the API's own camelCase at creation. */
function checkMembers(state: Record<string, unknown>, resource: Resource, location: string): Diagnostic[] {
  const args = state.Arguments;
  if (resource.kind === 'function' || resource.kind === 'activity' || !isObject(args)) return [];
  if (queryLanguage(state, 'JSONata') !== 'JSONata') return [];
  return Object.keys(args)
    .filter((member) => /^[a-z]/.test(member))
    .map((member) =>
      schemaFault(`The field '${member}' is not supported by Step Functions`, `${location}/Arguments`),
    );
}

function checkMapMode(state: Record<string, unknown>, location: string, type: string): Diagnostic[] {
  const processor = state.Type === 'Map' && isObject(state.ItemProcessor) ? state.ItemProcessor : undefined;
  const config = processor && isObject(processor.ProcessorConfig) ? processor.ProcessorConfig : {};
  if (type !== 'EXPRESS' || config.Mode !== 'DISTRIBUTED') return [];
  return [
    schemaFault(
      "Express state machine does not support 'DISTRIBUTED' mode",
      `${location}/ItemProcessor/ProcessorConfig/Mode`,
    ),
  ];
}

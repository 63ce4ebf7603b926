import { type LogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { resourceName } from './resource-names';

export interface ExecutionQueriesProps {
  /** The execution log of the workflow. */
  readonly logGroup: LogGroup;
}

/** Questions to the execution log that one asks every time, saved in CloudWatch Logs Insights. */
export class ExecutionQueries extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExecutionQueriesProps,
  ) {
    super(scope, id);
    this.save('Outcomes', {
      filterStatements: ['type = "SucceedStateEntered" or type = "FailStateEntered"'],
      statsStatements: ['count(*) as executions by details.name'],
      sort: 'executions desc',
    });
    // Each delivery that failed passes there once. A task's own failures name no step, and some of them are answers: no such record.
    this.save('FailedSteps', {
      parseStatements: [
        String.raw`details.input /"step":"(?<step>\w+)"/`,
        String.raw`details.input /"error":"(?<error>[^"]+)"/`,
      ],
      filterStatements: ['type = "PassStateEntered" and details.name = "DescribeFailure"'],
      statsStatements: ['count(*) as failures by step, error'],
      sort: 'failures desc',
    });
    this.save('OneExecution', {
      fields: ['@timestamp', 'type', 'details.name', 'details.error', 'details.cause'],
      filterStatements: ['execution_arn = "paste the ARN here"'],
      sort: '@timestamp asc',
    });
  }

  private save(id: string, query: ConstructorParameters<typeof QueryString>[0]): void {
    new QueryDefinition(this, id, {
      queryDefinitionName: `${resourceName(this)}/${id}`,
      logGroups: [this.props.logGroup],
      queryString: new QueryString(query),
    });
  }
}

import { type LogGroup, QueryDefinition, QueryString, type QueryStringProps } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logQueryUrl } from './deep-links';
import { executionLogName, resourceName } from './resource-names';

export interface ExecutionQueriesProps {
  /** The execution log of the workflow. */
  readonly logGroup: LogGroup;
}

/** The text of a query, and where it opens. */
export interface SavedQuery {
  readonly text: string;
  readonly url: string;
}

/** Questions to the execution log that one asks every time, saved in CloudWatch Logs Insights. */
export class ExecutionQueries extends Construct {
  /** Each by its name. */
  readonly saved = new Map<string, SavedQuery>();

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
    this.save('NotRegistered', {
      parseStatements: ['outcome', 'failed_step', 'error', 'failure_id'].map(
        (member) => String.raw`details.output /"${member}":"(?<${member}>[^"]+)"/`,
      ),
      filterStatements: ['type = "ExecutionSucceeded" and outcome in ["parked", "rejected"]'],
      sort: '@timestamp desc',
      limit: 25,
      display: '@timestamp, outcome, failed_step, error, failure_id, execution_arn',
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
    this.save('OneUser', {
      fields: ['@timestamp', 'execution_arn'],
      filterStatements: [
        'type = "ExecutionStarted" and details.input like "paste the sub or the e-mail address here"',
      ],
      sort: '@timestamp asc',
    });
  }

  /** Throws for a name that none has. */
  named(name: string): SavedQuery {
    const query = this.saved.get(name);
    if (query) return query;
    throw new Error(`There is no query ${name}; there are ${[...this.saved.keys()].join(', ')}.`);
  }

  private save(id: string, query: QueryStringProps): void {
    const queryString = new QueryString(query);
    new QueryDefinition(this, id, {
      queryDefinitionName: `${resourceName(this)}/${id}`,
      logGroups: [this.props.logGroup],
      queryString,
    });
    const text = queryString.toString();
    this.saved.set(id, { text, url: logQueryUrl(this, executionLogName(this), text) });
  }
}

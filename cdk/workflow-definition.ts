import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import { readWorkflow, WORKFLOW_FILE, type Workflow } from './read-workflow';

/** A workflow of `statemachine/`, before its substitutions. */
export class WorkflowDefinition {
  /** What is deployed: the same, as JSON. */
  readonly text: string;
  /** After this time the workflow is stopped; nothing in it can catch that. */
  readonly timeout: Duration;
  /** Changes with every change of what is deployed; a failure record carries it. */
  readonly revision: string;
  /** The names between `${` and `}`, sorted. */
  readonly placeholders: readonly string[];

  constructor(
    readonly workflow: Workflow,
    private readonly where: string,
  ) {
    this.text = JSON.stringify(workflow);
    this.timeout = seconds(workflow.TimeoutSeconds, where);
    this.revision = createHash('sha256').update(this.text).digest('hex').slice(0, 12);
    this.placeholders = [
      ...new Set([...this.text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '')),
    ].sort();
  }

  static fromFile(path = WORKFLOW_FILE): WorkflowDefinition {
    return new WorkflowDefinition(readWorkflow(path), path);
  }

  /** How long a state waits for an answer; its function need not run for longer. */
  timeoutOf(state: string): Duration {
    return seconds(this.workflow.States[state]?.TimeoutSeconds, `${this.where}, state ${state}`);
  }

  /** Throws unless these names are the placeholders: CloudFormation ignores one too many and deploys one too few. */
  requireExactly(names: readonly string[]): void {
    const missing = this.placeholders.filter((name) => !names.includes(name));
    const unused = names.filter((name) => !this.placeholders.includes(name));
    if (missing.length + unused.length === 0) return;
    throw new Error(
      `${this.where}: no value is supplied for [${missing.join(', ')}], and nothing uses [${unused.join(', ')}]. ` +
        'Change the file or the substitutions in its construct until both agree.',
    );
  }
}

function seconds(given: unknown, where: string): Duration {
  if (typeof given === 'number') return Duration.seconds(given);
  throw new Error(
    `${where}: TimeoutSeconds is ${JSON.stringify(given)}. Give a number: others follow from it.`,
  );
}

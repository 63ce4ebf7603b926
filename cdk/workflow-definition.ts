import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';

/** The workflow as it stands in `statemachine/user-registration.asl.json`, before its substitutions. */
export class WorkflowDefinition {
  /** After this time the workflow is stopped; nothing in it can catch that. */
  readonly timeout: Duration;
  /** Changes with every change of the file; a failure record carries it. */
  readonly revision: string;
  /** The names between `${` and `}`, sorted. */
  readonly placeholders: readonly string[];

  constructor(
    readonly text: string,
    private readonly where: string,
  ) {
    this.timeout = seconds((JSON.parse(text) as { TimeoutSeconds?: unknown }).TimeoutSeconds, where);
    this.revision = createHash('sha256').update(text).digest('hex').slice(0, 12);
    this.placeholders = [
      ...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '')),
    ].sort();
  }

  static fromFile(path = WORKFLOW_FILE): WorkflowDefinition {
    return new WorkflowDefinition(readFileSync(path, 'utf8'), path);
  }

  /** How long a state waits for an answer; its function need not run for longer. */
  timeoutOf(state: string): Duration {
    const { States } = JSON.parse(this.text) as { States?: Record<string, { TimeoutSeconds?: unknown }> };
    return seconds(States?.[state]?.TimeoutSeconds, `${this.where}, state ${state}`);
  }

  /** Throws unless these names are the placeholders: CloudFormation ignores one too many and deploys one too few. */
  requireExactly(names: readonly string[]): void {
    const missing = this.placeholders.filter((name) => !names.includes(name));
    const unused = names.filter((name) => !this.placeholders.includes(name));
    if (missing.length + unused.length === 0) return;
    throw new Error(
      `${this.where}: no value is supplied for [${missing.join(', ')}], and nothing uses [${unused.join(', ')}]. ` +
        'Change the file or the substitutions in cdk/registration-workflow.ts until both agree.',
    );
  }
}

const WORKFLOW_FILE = join(__dirname, '../statemachine/user-registration.asl.json');

function seconds(given: unknown, where: string): Duration {
  if (typeof given === 'number') return Duration.seconds(given);
  throw new Error(
    `${where}: TimeoutSeconds is ${JSON.stringify(given)}. Give a number: others follow from it.`,
  );
}

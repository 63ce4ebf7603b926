import { errorAdvice, namesOf, UNKNOWN, type ErrorAdvice } from '../tasks/shared/error-advice';
import type { Workflow } from './read-workflow';

/**
 * What the expressions of the workflow know of the rest of the product, written in JSONata. Each text stands for a `${…}` inside an
 * expression of the definition, which is JSON: CloudFormation puts it there as it is ("DefinitionSubstitutions" of
 * AWS::StepFunctions::StateMachine), so it is quoted once more.
 */
export function workflowExpressions(workflow: Workflow): Record<string, string> {
  return { AdviceOnError: insideJson(adviceOnError()), TimeLimits: insideJson(timeLimits(workflow)) };
}

/** The table of errors, asked with `$failure`: `{ means, do }`. */
function adviceOnError(): string {
  const choices = errorAdvice.map((row) => `${condition(row)} ? ${textsOf(row)} : `);
  return `(${choices.join('')}${textsOf(UNKNOWN)})`;
}

function condition(row: ErrorAdvice): string {
  const named = `$contains($failure.error, ${String(namesOf(row))})`;
  return row.cause ? `${named} and $contains($failure.cause, ${String(row.cause)})` : named;
}

function textsOf({ means, then }: Pick<ErrorAdvice, 'means' | 'then'>): string {
  return JSON.stringify({ means, do: then });
}

/** Seconds by step. */
function timeLimits({ States }: Workflow): string {
  const limits = Object.entries(States).map(([name, { TimeoutSeconds }]) => [name, TimeoutSeconds]);
  return JSON.stringify(Object.fromEntries(limits));
}

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

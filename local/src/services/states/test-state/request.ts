import type { JsonObject } from '../expressions/json';
import type { State } from '../language/definition';

export interface TestStateInput {
  readonly definition?: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  /** JSON text. */
  readonly variables?: string;
  readonly stateName?: string;
  readonly mock?: Mock;
  /** JSON text of the context object. */
  readonly context?: string;
  readonly stateConfiguration?: StateConfiguration;
}

/** What stands in for the call of a Task, the branches of a Parallel or the iterations of a Map. */
export interface Mock {
  /** JSON text. */
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
}

export interface StateConfiguration {
  readonly retrierRetryCount?: number;
  readonly errorCausedByState?: string;
  readonly mapIterationFailureCount?: number;
  readonly mapItemReaderData?: string;
}

/** A checked request. */
export interface TestStateRequest {
  readonly name: string;
  readonly state: State;
  readonly given: TestStateInput;
  readonly variables: JsonObject;
  readonly context?: JsonObject;
}

import { randomUUID } from 'node:crypto';

/**
 * A JSONata expression that gave no usable value; becomes `States.QueryEvaluationError`. The texts are those that AWS
 * answers (recorded with TestState and GetExecutionHistory).
 */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    /** Field of the state that holds the expression, such as `Output/items[0]`. */
    readonly field: string | undefined,
    message: string,
    /** The value was found unfit after the evaluation; its event then follows the state's entry. */
    readonly late = false,
  ) {
    super(message);
  }
}

/** An evaluation that threw: JSONata's own code and message, or a limit's message, which has no code. */
export function threw(source: string, field: string, code: string | undefined, message: string): QueryError {
  const detail = code ? `. ${code}: ${message}` : `: ${message}`;
  return failed(source, field, `threw an error during evaluation${detail}`);
}

/** An evaluation that the evaluator itself could not do. */
export function internalError(source: string, field: string): QueryError {
  return failed(source, field, `threw an internal error during evaluation. ${randomUUID()}`);
}

/** An evaluation without a result. */
export function returnedNothing(source: string, field: string): QueryError {
  return failed(source, field, 'returned nothing (undefined).');
}

/** An evaluation that gave what JSON cannot hold, such as a function. */
export function unsupportedResult(source: string, field: string): QueryError {
  return failed(source, field, 'returned an unsupported result type.');
}

/** An evaluation that gave a value of another type than its field takes. */
export function unexpectedType(
  source: string,
  field: string,
  expected: string,
  actual: string,
  text: string,
): QueryError {
  return failed(
    source,
    field,
    `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${text}`,
  );
}

function failed(source: string, field: string, what: string): QueryError {
  return new QueryError(
    field,
    `The JSONata expression '${source}' specified for the field '${field}' ${what}`,
  );
}

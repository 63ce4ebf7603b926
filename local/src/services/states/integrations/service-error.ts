import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../kernel/aws-error';
import { StateError } from '../state-error';

/** How a service is named in error names and causes. */
export interface ErrorNames {
  /** Prefix of the error name, such as `RdsData`. */
  readonly prefix: string;
  /** The exception for codes that the API's model does not list, such as `RdsDataException`. */
  readonly generic: string;
  /** Service name in the cause. */
  readonly service: string;
  /** Common codes that this API's model does list. */
  readonly modelled?: readonly string[];
  /** Code that the service answers → the code of the older protocol that the integration speaks. */
  readonly older?: Readonly<Record<string, string>>;
  /** Optimised integrations write causes as the first SDK for Java did. */
  readonly form: 'sdk' | 'optimised';
}

/** Codes that any service may answer and few models list. AWS: "Common errors" of each API reference. */
const COMMON = [
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidParameterValue',
  'MissingAuthenticationToken',
  'MissingParameter',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'ServiceUnavailable',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
];

/** The failure of a task from a service's refusal; what is no refusal is a fault of the local cloud. */
export function serviceError(thrown: unknown, names: ErrorNames): StateError {
  if (!(thrown instanceof AwsError)) throw thrown;
  const { message, status } = thrown;
  const code = names.older?.[thrown.code] ?? thrown.code;
  const unlisted = COMMON.includes(code) && !names.modelled?.includes(code);
  const name = unlisted ? names.generic : exceptionName(code);
  return new StateError(`${names.prefix}.${name}`, cause(names, code, message, status));
}

/** The SDK's exception of an error code always ends in `Exception`. */
function exceptionName(code: string): string {
  return code.endsWith('Exception') ? code : `${code.replace(/Fault$/, '')}Exception`;
}

function cause({ form, service }: ErrorNames, code: string, message: string, status: number): string {
  const id = randomUUID();
  return form === 'sdk'
    ? `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${id}) (SDK Attempt Count: 1)`
    : `${message} (Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${id}; Proxy: null)`;
}

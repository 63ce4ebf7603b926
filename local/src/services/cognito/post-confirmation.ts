import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { User } from './user';
import type { UserPool } from './user-pool';

export type TriggerSource = 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword';

export interface Confirmation {
  readonly source: TriggerSource;
  readonly pool: UserPool;
  readonly user: User;
  /** Undefined for an administrator's call, which has no client. */
  readonly clientId?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** Runs the pool's PostConfirmation function; throws what Cognito answers the user when that fails. */
export type PostConfirmation = (confirmation: Confirmation) => Promise<void>;

interface LambdaAnswer {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/** Guide, "Customizing user pool workflows with Lambda triggers": 5 s for each of three attempts. Real time, as the handler's. */
const LIMIT_MS = 5000;
const ATTEMPTS = 3;

export function postConfirmation(context: CloudContext): PostConfirmation {
  return async (confirmation) => {
    const { pool } = confirmation;
    if (!pool.postConfirmation) return;
    const answer = await invoke(context, pool.postConfirmation, triggerEvent(context, confirmation));
    const payload = parse(answer.Payload);
    if (answer.FunctionError) throw functionFailed(payload);
    if (typeof payload === 'string' || payload === undefined)
      throw invalidResponse('Invalid lambda function output : Invalid JSON');
    if (typeof payload !== 'object' || payload === null || !('response' in payload))
      throw invalidResponse('Unrecognizable lambda output');
  };
}

/** Guide, "Post confirmation Lambda trigger". */
function triggerEvent(context: CloudContext, confirmation: Confirmation) {
  const { source, pool, user, clientId, clientMetadata } = confirmation;
  return {
    version: '1',
    region: context.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: {
      awsSdkVersion: 'aws-sdk-unknown-unknown',
      clientId: clientId ?? 'CLIENT_ID_NOT_APPLICABLE',
    },
    triggerSource: source,
    request: {
      userAttributes: { ...user.attributes, 'cognito:user_status': user.status },
      ...(clientMetadata && { clientMetadata }),
    },
    response: {},
  };
}

/** An attempt that takes too long is left to run and made again, as is one that was throttled. */
async function invoke(context: CloudContext, functionArn: string, event: object): Promise<LambdaAnswer> {
  const input = {
    FunctionName: functionArn,
    InvocationType: 'RequestResponse',
    Payload: JSON.stringify(event),
  };
  for (let attempt = 1; ; attempt++) {
    const call = context.call<LambdaAnswer>('lambda', 'Invoke', input, {
      caller: 'cognito-idp:PostConfirmation',
    });
    const answer = await withinLimit(call).catch((error: unknown) => error as Error);
    if (answer instanceof AwsError && (answer.status < 429 || attempt === ATTEMPTS))
      throw unexpected(`error ${answer.code}.`);
    if (answer === 'late' && attempt === ATTEMPTS)
      throw unexpected('error Socket timeout while invoking Lambda function.');
    if (answer instanceof Error && !(answer instanceof AwsError)) throw answer;
    if (answer !== 'late' && !(answer instanceof Error)) return answer;
  }
}

async function withinLimit(call: Promise<LambdaAnswer>): Promise<LambdaAnswer | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), LIMIT_MS);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

function parse(payload: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? []).toString()) as unknown;
  } catch {
    return undefined;
  }
}

function functionFailed(payload: unknown): AwsError {
  const reason = (payload as { errorMessage?: string } | undefined)?.errorMessage ?? 'Unknown error';
  return new AwsError('UserLambdaValidationException', `PostConfirmation failed with error ${reason}.`);
}

function unexpected(reason: string): AwsError {
  return new AwsError('UnexpectedLambdaException', `PostConfirmation invocation failed due to ${reason}`);
}

function invalidResponse(message: string): AwsError {
  return new AwsError('InvalidLambdaResponseException', message);
}

import type { Call } from '../../../src/kernel/service';
import { createStore, type Store } from '../../../src/kernel/store';
import { createCognito, type CognitoService } from '../../../src/services/cognito/cognito-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

export const password = 'Correct-Horse-7';

/** The event of a trigger, as far as tests look at it. */
export interface TriggerEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: { readonly userAttributes: Record<string, string> };
}

interface Options {
  readonly pool?: object;
  readonly client?: object;
  readonly store?: Store;
  /** Stands in for the function; it returns the event when left out. */
  readonly trigger?: (event: TriggerEvent, call: Call) => unknown;
}

/** The pool of this product: users sign in by e-mail, in any case, and a function runs behind a confirmation. */
export async function cognitoCloud({ pool = {}, client = {}, store = createStore(), trigger }: Options = {}) {
  const clock = manualClock();
  const services: CognitoService[] = [];
  const cloud = testCloud([(context) => (services[0] = createCognito(context))], { clock, store });
  const events: TriggerEvent[] = [];
  const Invoke = async (input: { Payload: string }, call: Call) => {
    const event = JSON.parse(input.Payload) as TriggerEvent;
    events.push(event);
    const answer = trigger ? await trigger(event, call) : event;
    return answer instanceof Failure ? answer.output : { StatusCode: 200, Payload: bytes(answer) };
  };
  cloud.fake('lambda', { Invoke: Invoke });
  const create = async (type: string, logicalId: string, properties: object) =>
    cloud
      .resource('cognito-idp', `AWS::Cognito::${type}`)
      .create({ logicalId, type, physicalName: `Stack-${logicalId}`, properties: { ...properties } });
  const { ref: UserPoolId } = await create('UserPool', 'Pool', { ...POOL, ...pool });
  const { ref: ClientId } = await create('UserPoolClient', 'Client', { UserPoolId, ...CLIENT, ...client });
  const idp = <Output = Record<string, unknown>>(operation: string, input: object = {}) =>
    cloud.call<Output>('cognito-idp', operation, input);
  const service = services[0] as CognitoService;
  return {
    ...cloud,
    UserPoolId,
    ClientId,
    clock,
    create,
    events,
    idp,
    service,
    signUp: (Username = 'ada@example.com', more: object = {}) =>
      idp<{ UserSub: string }>('SignUp', { ClientId, Username, Password: password, ...more }),
    /** The code that was sent last to an address. */
    code: (to = 'ada@example.com') => service.mailbox(to).at(-1)?.code ?? 'none',
    admin: <Output = Record<string, unknown>>(operation: string, Username: string, more: object = {}) =>
      idp<Output>(operation, { UserPoolId, Username, ...more }),
    attributes: async (Username: string): Promise<Record<string, string>> => {
      const user = await idp<{ UserAttributes: { Name: string; Value: string }[] }>('AdminGetUser', {
        UserPoolId,
        Username,
      });
      return Object.fromEntries(user.UserAttributes.map(({ Name, Value }) => [Name, Value]));
    },
    status: async (Username: string) =>
      (await idp<{ UserStatus: string }>('AdminGetUser', { UserPoolId, Username })).UserStatus,
  };
}

/** What a function that failed answers. */
export class Failure {
  readonly output: object;

  constructor(errorMessage: string) {
    this.output = {
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: bytes({ errorType: 'Error', errorMessage }),
    };
  }
}

function bytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value) ?? '');
}

const POOL = {
  UsernameAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: 'email', Required: true, Mutable: true }],
  LambdaConfig: { PostConfirmation: 'arn:aws:lambda:us-east-1:000000000000:function:trigger' },
};
const CLIENT = {
  ExplicitAuthFlows: [
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
  ],
};

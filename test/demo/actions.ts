import {
  AdminConfirmSignUpCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';

/** Outputs of the stack that the demo needs, by their ids. */
export type Outputs = Readonly<Record<string, string>>;

export interface NewUser {
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
}

/** What a person, Cognito or the network does in a scenario. */
export type Actions = ReturnType<typeof createActions>;

const password = 'Correct-horse-battery-1';

export function createActions(clients: Clients, outputs: Outputs) {
  const { cognito, lambda, sqs, endpoint } = clients;
  const UserPoolId = outputs.UserPoolId ?? '';
  const ClientId = outputs.UserPoolClientId ?? '';

  const signUp = async ({ email, name, phone }: NewUser) => {
    const UserAttributes = toAttributes({ email, name, phone_number: phone });
    const request = { ClientId, Username: email, Password: password, UserAttributes };
    return (await cognito.send(new SignUpCommand(request))).UserSub ?? '';
  };

  const mailedCode = async (email: string) => {
    const response = await fetch(`${endpoint}/_local/cognito/mailbox?to=${encodeURIComponent(email)}`);
    const { messages } = (await response.json()) as { messages: { code: string }[] };
    return messages.at(-1)?.code;
  };

  return {
    /** Signs up and confirms with the code that was mailed; answers the `sub`. */
    async signUp(user: NewUser): Promise<string> {
      const sub = await signUp(user);
      const ConfirmationCode = await mailedCode(user.email);
      await cognito.send(new ConfirmSignUpCommand({ ClientId, Username: user.email, ConfirmationCode }));
      return sub;
    },

    async signUpConfirmedByAdministrator(user: NewUser): Promise<string> {
      const sub = await signUp(user);
      await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: user.email }));
      return sub;
    },

    /** A first sign-in through an identity provider, which only its hosted pages can do in AWS. */
    async signInThroughProvider(user: NewUser): Promise<string> {
      const response = await fetch(`${endpoint}/_local/cognito/federated-sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          userPoolId: UserPoolId,
          provider: 'Google',
          subject: '108421563917654',
          attributes: { email: user.email, name: user.name },
        }),
      });
      const answer = (await response.json()) as { sub?: string; message?: string };
      if (!answer.sub) throw new Error(`federated sign-in failed: ${answer.message ?? response.status}`);
      return answer.sub;
    },

    /** Forgets the password and sets a new one with the code that was mailed. */
    async resetPassword(email: string): Promise<void> {
      await cognito.send(new ForgotPasswordCommand({ ClientId, Username: email }));
      const ConfirmationCode = await mailedCode(email);
      const reset = { ClientId, Username: email, Password: `${password}-new`, ConfirmationCode };
      await cognito.send(new ConfirmForgotPasswordCommand(reset));
    },

    /** The queue delivers the same event once more. */
    async deliverAgain(envelope: string): Promise<void> {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: outputs.RegistrationQueueUrl, MessageBody: envelope }),
      );
    },

    /** Cognito fires the PostConfirmation trigger once more for a user it has confirmed. */
    async fireTriggerAgain(sub: string, { email, name }: NewUser): Promise<void> {
      const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
      const FunctionName = Functions.map((each) => each.FunctionName).find((each) =>
        each?.includes('PublishUserRegistered'),
      );
      const event = {
        version: '1',
        region: 'us-east-1',
        userPoolId: UserPoolId,
        userName: sub,
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: ClientId },
        triggerSource: 'PostConfirmation_ConfirmSignUp',
        request: { userAttributes: { sub, email, name, email_verified: 'true' } },
        response: {},
      };
      await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
    },
  };
}

function toAttributes(attributes: Record<string, string | undefined>) {
  return Object.entries(attributes).flatMap(([Name, Value]) =>
    Value === undefined ? [] : [{ Name, Value }],
  );
}

import { hostname, userInfo } from 'node:os';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Session } from './session';

/** Who is at the keyboard, for the records: the login here, and the identity in AWS when it may be asked for. */
export async function operator(session: Session): Promise<string> {
  const login = `${process.env.REGISTRAR_OPERATOR ?? userInfo().username}@${hostname()}`;
  try {
    const { Arn } = await session.client(STSClient).send(new GetCallerIdentityCommand({}));
    return Arn === undefined ? login : `${login} (${Arn})`;
  } catch {
    return login;
  }
}

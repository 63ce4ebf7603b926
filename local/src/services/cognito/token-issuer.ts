import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { notAuthorized } from './cognito-errors';
import { readJwt, signJwt, verifyJwt, type Claims } from './jwt';
import { lettersOf } from './physical-id';
import { subOf, type User } from './user';
import type { UserPoolClient } from './user-pool';

const makeKeys = promisify(generateKeyPair);

/** Issues and checks the tokens of sign-ins: JWTs as Cognito's, signed with a key of the pool's own. */
export class TokenIssuer {
  private readonly keys: StoredMap<string>;
  private readonly making = new Map<string, Promise<string>>();

  constructor(private readonly context: CloudContext) {
    this.keys = context.store.map('cognito-signing-keys');
  }

  /** Guide, "Understanding user pool JSON web tokens (JWTs)". */
  async issue(user: User, client: UserPoolClient) {
    const { access, id, refresh } = client.validity;
    const own = { 'cognito:username': user.username, aud: client.id, ...profile(user) };
    const [AccessToken, IdToken, RefreshToken] = await Promise.all([
      this.sign(user, 'access', access, {
        ...{ client_id: client.id, username: user.username, scope: 'aws.cognito.signin.user.admin' },
      }),
      this.sign(user, 'id', id, own),
      this.sign(user, 'refresh', refresh, { client_id: client.id, username: user.username }),
    ]);
    return { AccessToken, IdToken, RefreshToken, ExpiresIn: access, TokenType: 'Bearer' };
  }

  /** The claims of an access token; throws Cognito's `NotAuthorizedException` for any other. */
  async check(token: string): Promise<Claims & { poolId: string }> {
    const poolId = String(readJwt(token)?.['iss']).split('/').at(-1) ?? '';
    const key = this.keys.get(poolId);
    const claims = key ? verifyJwt(token, key) : undefined;
    if (claims?.['token_use'] !== 'access') throw notAuthorized('Invalid Access Token');
    if (Number(claims['exp']) * 1000 < this.context.clock.now())
      throw notAuthorized('Access Token has expired');
    return { ...claims, poolId };
  }

  private async sign(user: User, use: string, seconds: number, claims: Claims): Promise<string> {
    const now = Math.floor(this.context.clock.now() / 1000);
    const all = {
      sub: subOf(user),
      iss: `https://cognito-idp.${this.context.region}.amazonaws.com/${user.poolId}`,
      ...{ token_use: use, auth_time: now, iat: now, exp: now + seconds, jti: randomUUID() },
      ...claims,
    };
    return signJwt(all, await this.keyOf(user.poolId), keyId(user.poolId));
  }

  private async keyOf(poolId: string): Promise<string> {
    const known = this.keys.get(poolId);
    if (known) return known;
    const making = this.making.get(poolId) ?? this.make(poolId);
    this.making.set(poolId, making);
    return making;
  }

  private async make(poolId: string): Promise<string> {
    const { privateKey } = await makeKeys('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    this.keys.set(poolId, pem);
    return pem;
  }
}

function keyId(poolId: string): string {
  return lettersOf(`key of ${poolId}`, 43);
}

/** The user's attributes as claims: what Cognito verified is true or false. */
function profile(user: User): Claims {
  const { identities, ...attributes } = user.attributes;
  const claims: Record<string, unknown> = { ...attributes };
  for (const name of ['email_verified', 'phone_number_verified'])
    if (claims[name] !== undefined) claims[name] = claims[name] === 'true';
  return identities === undefined ? claims : { ...claims, identities: JSON.parse(identities) as unknown };
}

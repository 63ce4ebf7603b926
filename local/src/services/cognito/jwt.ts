import { createPublicKey, createSign, createVerify } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

/** A JSON Web Token signed by RS256. */
export function signJwt(claims: Claims, privateKey: string, kid: string): string {
  const head = `${encode({ kid, alg: 'RS256' })}.${encode(claims)}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey, 'base64url')}`;
}

/** The claims of a token that this key signed; undefined for any other text. */
export function verifyJwt(token: string, privateKey: string): Claims | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
  if (!verify.verify(createPublicKey(privateKey), signature, 'base64url')) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
}

/** The claims as they stand in the token, unverified. */
export function readJwt(token: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
  } catch {
    return undefined;
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

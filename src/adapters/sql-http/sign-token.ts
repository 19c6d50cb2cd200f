import { createSign, type KeyObject } from 'node:crypto';

/** A JSON Web Token (RFC 7519), signed by RS256. Instants among the claims are seconds since the epoch. */
export function signToken(
  claims: Readonly<Record<string, string | number>>,
  key: KeyObject,
  head: Readonly<Record<string, string>> = {},
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT', ...head })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

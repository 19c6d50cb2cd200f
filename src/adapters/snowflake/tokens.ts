import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { signToken } from '#adapters/sql-http/sign-token.ts';
import type { SnowflakeAddress } from './address.ts';

/** Seconds for which a token is good; Snowflake takes none for longer than an hour. */
const LIFE = 3_540;

/** Tokens of a key pair: each names the public key, which Snowflake knows of the user. Instants are milliseconds since the epoch. */
export function createKeyPairTokens(
  { account, user }: Pick<SnowflakeAddress, 'account' | 'user'>,
  key: KeyObject,
): (now: number) => string {
  const subject = `${account}.${user}`.toUpperCase();
  const published = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(published).digest('base64');
  let kept = { token: '', until: 0 };
  return (now) => {
    if (kept.until > now) return kept.token;
    const iat = Math.floor(now / 1_000);
    const claims = { iss: `${subject}.SHA256:${fingerprint}`, sub: subject, iat, exp: iat + LIFE };
    kept = { token: signToken(claims, key), until: now + (LIFE - 60) * 1_000 };
    return kept.token;
  };
}

import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';

/** Signs tokens by RS256. */
export interface Signer {
  /** As it stands among the published keys. */
  readonly publicKey: Fields;
  /** A signed token; by a key of the same name that is not published if `isForged`. */
  readonly token: (claims: Fields, isForged: boolean) => string;
}

const KID = 'sandbox-key-1';

/** Makes a key, which takes a moment. */
export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey: { ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' },
    token: (claims, isForged) =>
      signed(claims, isForged ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : privateKey),
  };
}

function signed(claims: Fields, key: KeyObject): string {
  const part = (value: Fields) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'RS256', typ: 'JWT', kid: KID })}.${part(claims)}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`;
}

import { createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const head = z.object({ alg: z.literal('RS256'), typ: z.literal('JWT') }).loose();
const claims = z.record(z.string(), z.union([z.string(), z.number()]));

/** Head and claims of a token that this key signed; null of any other. */
export function verifiedToken(token: string, key: KeyObject) {
  const [first = '', second = '', signature = '', ...more] = token.split('.');
  const isSigned =
    more.length === 0 &&
    createVerify('RSA-SHA256').update(`${first}.${second}`).verify(key, signature, 'base64url');
  if (!isSigned) return null;
  const part = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString());
  return { head: head.parse(part(first)), claims: claims.parse(part(second)) };
}

/** A new key pair, with the private key as PEM. Takes a moment. */
export function makeKeyPair(): { readonly publicKey: KeyObject; readonly pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { publicKey, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

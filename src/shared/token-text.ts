import { createHash, randomBytes } from 'node:crypto';

/** Bytes of chance in a secret: no list of guesses comes near it, so that a plain hash keeps it. */
const SECRET_BYTES = 32;
const WRITTEN = /^gxp_([a-z0-9]{10})_([A-Za-z0-9_-]{43})$/;

/** A token as a program sends it, in its two parts. */
export interface TokenText {
  /** 10 letters and digits. */
  readonly id: string;
  readonly secret: string;
}

/** A new secret. */
export function drawSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** A token as a program sends it: `gxp_<id>_<secret>`. */
export function writeToken({ id, secret }: TokenText): string {
  return `gxp_${id}_${secret}`;
}

/** The parts of a token as a program sends it; null if it cannot be one. */
export function readToken(text: string): TokenText | null {
  const [, id, secret] = WRITTEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** SHA-256 of a secret, 64 hexadecimal digits. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

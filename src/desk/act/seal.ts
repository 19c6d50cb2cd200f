import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Clock, DAY } from '#shared/clock.ts';

/** How long a page may lie open until what it holds is refused. */
const KEPT = 7 * DAY;
/** The most bytes that a sealed value may grow to. */
const LARGEST = 2_000_000;

/** Lets a page carry what the desk showed, so that it comes back unchanged, and from that person alone. */
export interface Seal {
  /** Any JSON value as one word of letters, digits, `-`, `_` and `.`. Throws for one of more than two million bytes. */
  readonly close: (user: string, value: unknown) => string;
  /** The value; null if it was changed, was sealed for another person or more than seven days ago, or is no sealed value. */
  readonly open: (user: string, sealed: string) => unknown;
}

/** A seal by HMAC-SHA-256 with this secret. What is sealed can be read by the person who gets it. */
export function createSeal(secret: string, clock: Clock): Seal {
  const markOf = (user: string, body: string) =>
    createHmac('sha256', secret).update(`desk\n${user}\n${body}`).digest();
  return {
    close: (user, value) => {
      const text = JSON.stringify({ at: clock.now(), value });
      if (Buffer.byteLength(text) > LARGEST) throw new RangeError('this is too much for a page to carry');
      const packed = deflateRawSync(text);
      const body = packed.toString('base64url');
      return `${body}.${markOf(user, body).toString('base64url')}`;
    },
    open: (user, sealed) => {
      const [body = '', mark = '', ...more] = sealed.split('.');
      const given = Buffer.from(mark, 'base64url');
      const due = markOf(user, body);
      if (more.length > 0 || given.length !== due.length || !timingSafeEqual(given, due)) return null;
      const packed = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: LARGEST });
      const read: { at: number; value: unknown } = JSON.parse(packed.toString('utf8'));
      return clock.now() - read.at > KEPT ? null : read.value;
    },
  };
}

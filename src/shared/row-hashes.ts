import { hash, randomBytes } from 'node:crypto';
import { HOUR } from './clock.ts';

/** What makes a row the same as another: its id, hashed. Ids that are ordered by time come in the order of `hour`. */
export interface RowKey {
  /** Hours since the Unix epoch if the id tells its moment; 0 otherwise. 32 bits. */
  readonly hour: number;
  /** 64 bits, signed. */
  readonly hash: bigint;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new salt: 256 random bits, as 64 hexadecimal digits. */
export function drawSalt(): string {
  return randomBytes(32).toString('hex');
}

/** What the units of a workspace become under its salt (64 hexadecimal digits): 64 bits, signed. The same unit always becomes the same. */
export function unitHash(salt: string, unit: string): bigint {
  return hashOfText(`${salt}unit:${unit}`);
}

/** The same as the journal writes it: 16 hexadecimal digits. */
export function unitDigits(unit: bigint): string {
  return BigInt.asUintN(64, unit).toString(16).padStart(16, '0');
}

/**
 * The key of a row with this id. It depends on the id alone. A UUID of version 7 or a ULID tells when it was made: rows that are made
 * together then lie together in an index, whatever its size.
 */
export function rowKey(salt: string, id: string): RowKey {
  return { hour: hourOf(id), hash: hashOfText(`${salt}id:${id}`) };
}

function hashOfText(text: string): bigint {
  // Its length never depends on what stands before it, and it is cut: no text can be made from another one's hash.
  return (hash('sha256', text, 'buffer') as Buffer).readBigInt64BE(0);
}

function hourOf(id: string): number {
  if (UUID_V7.test(id)) return Math.floor(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) / HOUR);
  if (!ULID.test(id)) return 0;
  const ms = [...id.slice(0, 10).toUpperCase()].reduce((sum, sign) => sum * 32 + CROCKFORD.indexOf(sign), 0);
  return Math.floor(ms / HOUR);
}

/** The key as a text, such as `495841:-12`. */
export function rowKeyName({ hour, hash }: RowKey): string {
  return `${hour}:${hash}`;
}

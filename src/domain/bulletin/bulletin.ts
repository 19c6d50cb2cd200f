import type { UploadedFiles } from '#domain/delivery/state.ts';
import type { Json } from '#shared/canonical-json.ts';

/** Begins the streams of bulletins; the name of the bulletin follows. */
export const BULLETIN_PREFIX = '$bulletin/';
/** Names stand in ids of commits, which hold no colon, and in lines that a space divides. */
const NAME = /^[A-Za-z0-9][\w./-]{0,150}$/;

/** What was last asked to be said. */
export interface BulletinText {
  /** Version of the commit that asked for it. */
  readonly version: number;
  readonly at: number;
  readonly facts: Json;
}

/** An effect that failed for good and waits for a retry, or for other facts. */
export interface BulletinFailure {
  /** The commit whose effect it is. */
  readonly commit: string;
  readonly at: number;
  readonly code: string;
  readonly detail: string;
  /** The fault may pass by itself. */
  readonly mayPass: boolean;
}

/** A message of the workspace, which belongs to no single experiment, as its stream says. */
export interface Bulletin {
  readonly name: string;
  readonly channel: string;
  /** What kind of message it is: its renderer is found by it. */
  readonly topic: string;
  readonly version: number;
  readonly hash: string;
  /** When it was first asked for. */
  readonly since: number;
  readonly said: BulletinText;
  /** Version of the newest commit that asks for delivery: what is older is not performed any more. */
  readonly asked: number;
  /** The message in its channel and the version of what it says; null before the first post. */
  readonly posted: { readonly ts: string; readonly version: number } | null;
  /** Pictures that were uploaded, and the version of what they show; null before the first. */
  readonly files: { readonly version: number; readonly ids: UploadedFiles } | null;
  /** Failures since the message last said what it was to say, oldest first. */
  readonly failures: readonly BulletinFailure[];
}

/** The stream of the journal that holds a bulletin. Throws if the name cannot be one. */
export function bulletinStream(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`"${name}" cannot name a bulletin`);
  return BULLETIN_PREFIX + name;
}

/** Whether a stream holds a bulletin. */
export function isBulletinStream(stream: string): boolean {
  return stream.startsWith(BULLETIN_PREFIX);
}

/** The name of the bulletin that a stream holds. */
export function bulletinOf(stream: string): string {
  return stream.slice(BULLETIN_PREFIX.length);
}

import type { ChatMessage } from '#block-kit/message.ts';
import { BOT, type PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Picture } from '#features/render-context.ts';
import { executeBulletin } from '#journal/bulletins.ts';
import type { Json } from '#shared/canonical-json.ts';
import { ok, type Result } from '#shared/result.ts';

/** What a bulletin is rendered with beside its facts. */
export interface BulletinContext {
  readonly name: string;
  /** When these facts were said, milliseconds since the Unix epoch. */
  readonly at: number;
  /** Ids of its pictures by their names; a message without them says the same in words. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** How one kind of bulletin looks. Facts are plain records that a journal keeps; people in them are pseudonyms. */
export interface BulletinKind<Facts extends object> {
  /** As stored; names the renderer, so it never changes. */
  readonly topic: string;
  /** Pure. The first text of a new kind of facts must still render facts that older versions stored. */
  readonly render: (facts: Facts, context: BulletinContext) => ChatMessage;
  /** Pure; none if there is nothing to show. */
  readonly draw?: (facts: Facts) => readonly Picture[];
  /** The first post calls the people whom it names. If left out, people are named without being called. */
  readonly calls?: true;
}

/** A kind of bulletin whose facts are known to its renderer alone. */
export type BulletinFace = Pick<BulletinKind<never>, 'topic' | 'render' | 'draw' | 'calls'>;

/** One message of the workspace. */
export interface Saying<Facts extends object> {
  /** Stable: `weekly/2026-W48/C0123`. What is said again under it edits the message. Letters, digits, `_`, `.`, `/` and `-`. */
  readonly name: string;
  readonly channel: string;
  readonly facts: Facts;
}

/**
 * Posts a message of the workspace once under its name, or edits it if it was said before with other facts; with the same facts nothing
 * happens. The facts stand in the journal when this resolves; the worker delivers, retries, and finds a message again that a crash kept
 * from being recorded. Edits that a newer one overtakes are left out. Throws if the name belongs to a message of another channel or kind.
 */
export async function sayBulletin<Facts extends object>(
  { store, clock }: Pick<CoPilot, 'store' | 'clock'>,
  { topic }: Pick<BulletinKind<Facts>, 'topic'>,
  { name, channel, facts }: Saying<Facts>,
): Promise<'said' | 'unchanged'> {
  // Facts are plain records: what JSON cannot carry is refused when they are written.
  const plain = facts as unknown as Json;
  const by = { actor: BOT, at: clock.now() };
  const result = await executeBulletin(store, name, {
    ...{ name: 'sayBulletin', channel, topic, facts: plain },
    ...by,
  });
  if (result.kind === 'ok') return 'said';
  if (result.problem.code === 'already-done') return 'unchanged';
  throw new TypeError(`bulletin ${name}: ${result.problem.message}`);
}

/** Tries a bulletin again that failed for good. Refuses with `already-done` if nothing of it waits for a retry. */
export async function retryBulletin(
  { store, clock }: Pick<CoPilot, 'store' | 'clock'>,
  name: string,
  actor: PersonActor,
): Promise<Result<null, Refusal>> {
  const result = await executeBulletin(store, name, { name: 'retryBulletin', actor, at: clock.now() });
  return result.kind === 'ok' ? ok(null) : result;
}

import { isBulletinStream } from '#domain/bulletin/bulletin.ts';
import type { BulletinEvent } from '#domain/bulletin/journal.ts';
import { type BulletinEffect, type Effect, effectKey } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { StoredEntry } from '#ports/transfer.ts';

/** What became of something that the bot had to say: it is there, it failed for good, it waits by the rules of alerts, it stands in a message with others, or it is on its way. */
export type DeliveryOutcome = 'sent' | 'failed' | 'waits' | 'collected' | 'on its way';

/** One line of the delivery log. */
export interface DeliveryLine {
  readonly stream: string;
  /** Idempotency key of the effect. */
  readonly effect: string;
  /** The topic of a message, else the kind of effect. */
  readonly what: string;
  /** A thread, a channel by its id, one person by pseudonym (`to`), or the code host. */
  readonly place: string;
  readonly to: string | null;
  /** When it was asked for, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly outcome: DeliveryOutcome;
  /** When that came about; null if the journal does not record it. */
  readonly doneAt: number | null;
  /** Why it failed, waits or is not there yet; null if there is nothing to say. */
  readonly why: string | null;
}

/** The effects that say something to people. The flag and the code of a pull request are not among them. */
const SAYING: readonly string[] = [
  ...['post', 'card', 'stamp', 'record', 'handoff', 'answer-remarks', 'bulletin'],
];

type Fact = (ExperimentEvent | BulletinEvent) & { readonly type: string };

type Said = Effect | BulletinEffect;

interface Read {
  readonly entry: StoredEntry;
  readonly at: number;
  readonly events: readonly Fact[];
  readonly effects: readonly Said[];
}

/**
 * All that one stream had to say, in order, and what became of it: by its events, and by the state of its delivery for what no event
 * records. Entries that cannot be read are left out; the audit names them.
 */
export function deliveryLog(stream: string, entries: readonly StoredEntry[]): readonly DeliveryLine[] {
  const read = entries.flatMap(readEntry);
  const facts = read.flatMap(({ events, at }) => events.map((event) => ({ event, at })));
  return read.flatMap(({ entry, at, effects }) =>
    effects.flatMap((effect, index): readonly DeliveryLine[] => {
      if (!SAYING.includes(effect.kind)) return [];
      const key = effectKey(stream, entry.version, index);
      const fate = isBulletinStream(stream)
        ? (fateOfBulletin(entry, facts) ?? fateInQueue(entry, index))
        : (fateByEvents(key, facts) ?? fateInQueue(entry, index));
      return [{ stream, effect: key, ...addressOf(effect, facts), at, ...fate }];
    }),
  );
}

function readEntry(entry: StoredEntry): readonly Read[] {
  try {
    const { at, events, effects } = JSON.parse(entry.body);
    return [{ entry, at, events, effects }];
  } catch {
    return [];
  }
}

interface Told {
  readonly event: Fact;
  readonly at: number;
}

function addressOf(effect: Said, facts: readonly Told[]): Pick<DeliveryLine, 'what' | 'place' | 'to'> {
  if (effect.kind === 'post') {
    const { topic, to, channel } = effect;
    if (to !== undefined) return { what: topic, place: 'direct', to };
    return { what: topic, place: channel ?? 'thread', to: null };
  }
  if (effect.kind === 'bulletin') {
    const said = facts.findLast(({ event }) => event.type === 'bulletinSaid')?.event;
    return said?.type === 'bulletinSaid'
      ? { what: said.topic, place: said.channel, to: null }
      : { what: 'bulletin', place: 'channel', to: null };
  }
  const isCode = effect.kind === 'handoff' || effect.kind === 'answer-remarks';
  const place = isCode ? 'code host' : effect.kind === 'card' ? 'channel' : 'thread';
  return { what: effect.kind, place, to: null };
}

type Fate = Pick<DeliveryLine, 'outcome' | 'doneAt' | 'why'>;

function fate(outcome: DeliveryOutcome, doneAt: number | null, why: string | null = null): Fate {
  return { outcome, doneAt, why };
}

/** By the newest event of an experiment that is about the effect; null if there is none. */
function fateByEvents(key: string, facts: readonly Told[]): Fate | null {
  let found: Fate | null = null;
  for (const { event, at } of facts) {
    if (event.type === 'posted' && event.effect === key) found = fate('sent', at);
    if (event.type === 'effectDied' && event.death.effect === key)
      found = fate('failed', at, `${event.death.code}: ${event.death.detail}`);
    if (event.type === 'effectRetried' && event.effect === key) found = null;
    if (event.type === 'lostTriedAgain' && event.effects.includes(key)) found = null;
    if (event.type === 'alertHeld' && event.held.effect === key) found = fate('waits', at, event.held.why);
    if (event.type === 'alertsTold' && event.effects.includes(key))
      found = fate('collected', at, event.bulletin);
  }
  return found;
}

/** A commit of a bulletin is delivered when what it said, or something newer, is there. */
function fateOfBulletin({ id, version }: StoredEntry, facts: readonly Told[]): Fate | null {
  const posted = facts.find(({ event }) => event.type === 'bulletinPosted' && event.said >= version);
  if (posted !== undefined) return fate('sent', posted.at);
  const failed = facts.findLast(({ event }) => event.type === 'bulletinFailed' && event.commit === id);
  if (failed?.event.type !== 'bulletinFailed') return null;
  return fate('failed', failed.at, `${failed.event.code}: ${failed.event.detail}`);
}

function fateInQueue({ delivery: { state, next, error } }: StoredEntry, index: number): Fate {
  if (state === 'delivered' || next > index) return fate('sent', null);
  if (state === 'buried' && next === index) return fate('failed', null, error);
  return fate('on its way', null, next === index ? error : null);
}

import { type PastExperiment, wasInVain } from '#domain/memory/past-experiment.ts';
import type { Memory, SimilarExperiment, SimilarQuery } from '#ports/memory.ts';
import { effectsHistory } from './effects-history.ts';
import { fused } from './fused.ts';
import type { Found, KnownPasts } from './known.ts';
import type { Meanings } from './meanings.ts';
import { relativesOf } from './relatives.ts';

/** What memory stands on. */
export interface MemoryNeeds {
  /** All that is remembered, as the store says now. */
  readonly known: () => Promise<KnownPasts>;
  /** Ranks by meaning, too; null if no service does. */
  readonly meanings?: Meanings | null;
  /** Whether a message in the channel `own` may name an experiment of the channel `other`, or an imported one (null). */
  readonly mayBeNamed: (own: string, other: string | null) => Promise<boolean>;
}

/**
 * So many shared words make a failed experiment one that an idea repeats: by whether surface and metric are the same, one of them, or none.
 * Measured on the questions of test/fixtures/memory/tuned.json (ADR 59); `npm run bench:search` prints what they catch.
 */
const REPEATS_FROM = [1.8, 1.2, 0.56];
/** From this likeness on it is the same text, however common its words are. */
const SAME_FROM = 0.7;

/** So many of the nearest in meaning count as found: every experiment has some distance to every text. */
const NEAREST = 20;

/** Looks past experiments up by their words. */
export function createMemory({ known, mayBeNamed, meanings = null }: MemoryNeeds): Memory {
  const seenIn = (channel: string) => seeing((other) => mayBeNamed(channel, other));
  return {
    similar: async (text, { channel, limit, ...place }) => {
      const sees = seenIn(channel);
      const now = await known();
      const likely = now
        .likest(text)
        .map((found) => ({ ...found, isRepeat: isRepeatOf(found, place) }))
        .toSorted((a, b) => Number(b.isRepeat) - Number(a.isRepeat));
      return withRelatives(await firstSeen(likely, sees, limit), now.all(), sees);
    },
    effectsOf: async ({ goalMetric, surface }, { channel }) => {
      const sees = seenIn(channel);
      const fitting = (await known())
        .all()
        .filter(
          (past) => past.goalMetric === goalMetric && (surface === undefined || past.surface === surface),
        );
      return effectsHistory(
        await firstSeen(
          fitting.map((past) => ({ past })),
          sees,
          fitting.length,
        ).then(pastsOf),
      );
    },
    search: async (words, { sees: seesChannel, limit }) => {
      const sees = seeing(seesChannel);
      const now = await known();
      const byWords = now.found(words);
      const scores = new Map(byWords.map(({ past, score }) => [past, score]));
      const byMeaning = (await meanings?.nearest(words, now.all())) ?? [];
      const found = fused([byWords.map(({ past }) => past), byMeaning.slice(0, NEAREST)]).map((past) => ({
        ...{ past, score: scores.get(past) ?? 0, isRepeat: false },
      }));
      return withRelatives(await firstSeen(found, sees, limit), now.all(), sees);
    },
  };
}

function isRepeatOf(
  { past, shared, score }: Found,
  { surface, goalMetric }: Pick<SimilarQuery, 'surface' | 'goalMetric'>,
): boolean {
  const same = [past.surface === surface, past.goalMetric === goalMetric].filter(Boolean).length;
  return wasInVain(past) && (score >= SAME_FROM || shared >= (REPEATS_FROM[same] ?? 0));
}

type Sees = (past: PastExperiment) => Promise<boolean>;

/** Asks of each channel once. What the chat service does not tell is not seen. */
function seeing(sees: (channel: string | null) => Promise<boolean>): Sees {
  const asked = new Map<string | null, Promise<boolean>>();
  return ({ channel }) => {
    const answer = asked.get(channel) ?? sees(channel).catch(() => false);
    asked.set(channel, answer);
    return answer;
  };
}

async function firstSeen<Hit extends { readonly past: PastExperiment }>(
  hits: readonly Hit[],
  sees: Sees,
  limit: number,
): Promise<readonly Hit[]> {
  const seen: Hit[] = [];
  for (const hit of hits) {
    if (seen.length >= limit) break;
    if (await sees(hit.past)) seen.push(hit);
  }
  return seen;
}

function pastsOf(hits: readonly { readonly past: PastExperiment }[]): readonly PastExperiment[] {
  return hits.map(({ past }) => past);
}

async function withRelatives(
  hits: readonly Pick<SimilarExperiment, 'past' | 'score' | 'isRepeat'>[],
  all: readonly PastExperiment[],
  sees: Sees,
): Promise<readonly SimilarExperiment[]> {
  const related = all.filter((other) =>
    hits.some(({ past }) => past.goalMetric === other.goalMetric && past.surface === other.surface),
  );
  const seen = pastsOf(
    await firstSeen(
      related.map((past) => ({ past })),
      sees,
      related.length,
    ),
  );
  return hits.map(({ past, score, isRepeat }) => ({ past, score, isRepeat, ...relativesOf(past, seen) }));
}

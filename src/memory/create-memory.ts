import { type PastExperiment, wasInVain } from '#domain/memory/past-experiment.ts';
import type { FoundExperiment, Memory, SimilarQuery } from '#ports/memory.ts';
import { effectsHistory } from './effects-history.ts';
import { fused } from './fused.ts';
import type { KnownPasts, Likely } from './known.ts';
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
 * So much evidence makes a failed experiment one that an idea repeats: by whether none of surface and metric is the same, one of them, or both.
 * Measured on the questions of test/fixtures/memory (ADR 59); `npm run bench:search` prints what they catch.
 */
const REPEATS_FROM = [2.1, 1.2, 0.35];
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
        .map((one) => ({ past: one.past, score: one.score, isRepeat: isRepeatOf(one, place) }))
        .filter(({ score, isRepeat }) => score > 0 || isRepeat)
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
      return effectsHistory(await allSeen(fitting, sees));
    },
    search: async (words, { sees: seesChannel, limit }) => {
      const sees = seeing(seesChannel);
      const now = await known();
      const byMeaning = (await meanings?.nearest(words, now.all())) ?? [];
      const found = fused([now.found(words), byMeaning.slice(0, NEAREST)]).map((past) => ({ past }));
      return withRelatives(await firstSeen(found, sees, limit), now.all(), sees);
    },
  };
}

function isRepeatOf(
  { past, evidence, score }: Likely,
  { surface, goalMetric }: Pick<SimilarQuery, 'surface' | 'goalMetric'>,
): boolean {
  const same = [past.surface === surface, past.goalMetric === goalMetric].filter(Boolean).length;
  // Elsewhere, without a word in common, like words are chance.
  if (!wasInVain(past) || (same < 2 && score === 0)) return false;
  return score >= SAME_FROM || evidence() >= (REPEATS_FROM[same] ?? 0);
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

async function allSeen(pasts: readonly PastExperiment[], sees: Sees): Promise<readonly PastExperiment[]> {
  const hits = pasts.map((past) => ({ past }));
  return (await firstSeen(hits, sees, hits.length)).map(({ past }) => past);
}

async function withRelatives<Hit extends { readonly past: PastExperiment }>(
  hits: readonly Hit[],
  all: readonly PastExperiment[],
  sees: Sees,
): Promise<readonly (Hit & FoundExperiment)[]> {
  const related = all.filter((other) =>
    hits.some(({ past }) => past.goalMetric === other.goalMetric && past.surface === other.surface),
  );
  const seen = await allSeen(related, sees);
  return hits.map((hit) => ({ ...hit, ...relativesOf(hit.past, seen) }));
}

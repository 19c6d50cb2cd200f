import { type PastExperiment, wasInVain } from '#domain/memory/past-experiment.ts';
import type { Memory, SimilarExperiment } from '#ports/memory.ts';
import { effectsHistory } from './effects-history.ts';
import type { KnownPasts } from './known.ts';
import { relativesOf } from './relatives.ts';

/** What memory stands on. */
export interface MemoryNeeds {
  /** All that is remembered, as the store says now. */
  readonly known: () => Promise<KnownPasts>;
  /** Whether a message in the channel `own` may name an experiment of the channel `other`, or an imported one (null). */
  readonly mayBeNamed: (own: string, other: string | null) => Promise<boolean>;
}

/** From this likeness on an idea on the same surface or metric repeats a past one; without either it takes more. */
const REPEATS_FROM = { placed: 0.3, alone: 0.4 };

/** Looks past experiments up by their words. */
export function createMemory({ known, mayBeNamed }: MemoryNeeds): Memory {
  const seenIn = (channel: string) => seeing((other) => mayBeNamed(channel, other));
  return {
    similar: async (text, { channel, limit, ...place }) => {
      const sees = seenIn(channel);
      const now = await known();
      const likely = now.likest(text).map(({ past, score }) => {
        const isSame = past.surface === place.surface || past.goalMetric === place.goalMetric;
        const from = isSame ? REPEATS_FROM.placed : REPEATS_FROM.alone;
        return { past, score, isRepeat: wasInVain(past) && score >= from };
      });
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
      const found = now.found(words).map((hit) => ({ ...hit, isRepeat: false }));
      return withRelatives(await firstSeen(found, sees, limit), now.all(), sees);
    },
  };
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
  hits: readonly Omit<SimilarExperiment, 'supportedBy' | 'contradictedBy'>[],
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
  return hits.map((hit) => ({ ...hit, ...relativesOf(hit.past, seen) }));
}

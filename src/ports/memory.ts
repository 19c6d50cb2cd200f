import type { PastExperiment } from '#domain/memory/past-experiment.ts';

/** For whom past experiments are looked up: only those come that a message in this channel may name. */
export interface MemoryPlace {
  readonly channel: string;
}

/** A past experiment, with what others say of it. */
export interface FoundExperiment {
  readonly past: PastExperiment;
  /** Keys of past experiments whose proven effect on the same metric and surface points the same way, the newest first. */
  readonly supportedBy: readonly string[];
  /** Keys of those whose proven effect points the other way. */
  readonly contradictedBy: readonly string[];
}

/** A past experiment that is like a text. */
export interface SimilarExperiment extends FoundExperiment {
  /** How like they are, 0..1; 1 is the same text. */
  readonly score: number;
  /** The text proposes again what was tried and failed. */
  readonly isRepeat: boolean;
}

/** What a new idea is compared by. */
export interface SimilarQuery extends MemoryPlace {
  readonly surface?: string;
  readonly goalMetric?: string;
  readonly limit: number;
}

/** What past experiments did to a metric. */
export interface EffectsHistory {
  /** Past experiments with a measured effect, without cancelled ones. */
  readonly count: number;
  /** The median of the sizes of their relative effects, whichever way the metric moved; null if there is none. */
  readonly medianSize: number | null;
}

/** What has been found out so far: finished experiments of the journal, and imported ones. */
export interface Memory {
  /** Past experiments that are like an idea, the likest first. */
  similar(text: string, query: SimilarQuery): Promise<readonly SimilarExperiment[]>;
  /** What past experiments did to this metric, on this surface if one is given. */
  effectsOf(
    of: { readonly goalMetric: string; readonly surface?: string },
    place: MemoryPlace,
  ): Promise<EffectsHistory>;
  /** Past experiments that a person's words find, the best first; `sees` says whether a channel's experiments show, and the imported ones (null). */
  search(
    words: string,
    query: { readonly sees: (channel: string | null) => Promise<boolean>; readonly limit: number },
  ): Promise<readonly FoundExperiment[]>;
}

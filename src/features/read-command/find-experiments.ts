import { editDistance } from '#shared/nearest.ts';
import { bareWord, isFiller } from './command-words.ts';

/** An experiment as people may name it. */
export interface NamedExperiment {
  readonly key: string;
  readonly title: string;
  /** Completed or cancelled: offered after the others. */
  readonly isOver?: boolean;
}

/** How many are offered, if several fit. */
const MOST_OFFERED = 10;

/** The key nearest to a bare word: one edit for every six characters; null if none is so near. */
export function nearestKey(typed: string, known: readonly NamedExperiment[]): string | null {
  const ranked = known
    .map(({ key }) => ({ key, distance: editDistance(typed, key) }))
    .filter(
      ({ key, distance }) => distance <= Math.max(1, Math.floor(Math.min(key.length, typed.length) / 6)),
    )
    .sort((a, b) => a.distance - b.distance);
  return typed.length < 4 ? null : (ranked[0]?.key ?? null);
}

/** The experiments whose key or title has the beginning of every word, in their order; none if no word says anything. */
export function fittingWords(
  words: readonly string[],
  known: readonly NamedExperiment[],
): readonly NamedExperiment[] {
  const wanted = words.flatMap((word) => partsOf(word)).filter((word) => !isFiller(word));
  if (!wanted.some((word) => word.length > 2)) return [];
  const fits = ({ key, title }: NamedExperiment) => {
    const parts = [...partsOf(key), ...title.split(/\s+/).flatMap((word) => partsOf(word))];
    return wanted.every((word) => parts.some((part) => part.startsWith(word)));
  };
  return offered(known.filter(fits));
}

/** The experiments that may be meant if none is named: those that are not over. */
export function unfinishedOnes(known: readonly NamedExperiment[]): readonly NamedExperiment[] {
  return offered(known.filter(({ isOver }) => isOver !== true));
}

function offered(found: readonly NamedExperiment[]): readonly NamedExperiment[] {
  return found
    .toSorted((a, b) => Number(a.isOver ?? false) - Number(b.isOver ?? false))
    .slice(0, MOST_OFFERED);
}

function partsOf(word: string): readonly string[] {
  return bareWord(word)
    .split(/[-\s]+/)
    .filter((part) => part !== '');
}

import type { LineRange, PlaceAnswer } from '#agents/place/answer.ts';
import { type PlaceRequest, requestWords } from '#agents/place/request.ts';

/** One request with its answer, as the next step of the model sees it. */
export interface LookedAt {
  readonly request: string;
  readonly answer: string;
}

/** What was looked at so far, and what not. */
export interface PlaceLog {
  readonly entries: readonly LookedAt[];
  readonly shown: readonly LineRange[];
  /** Requests that were not answered, because the budget was used up. */
  readonly unanswered: readonly string[];
  /** What answers left out. */
  readonly cut: readonly string[];
  readonly characters: number;
}

export const NOTHING_LOOKED_AT: PlaceLog = { entries: [], shown: [], unanswered: [], cut: [], characters: 0 };

/** Tells whether the request was answered before: the same one, or lines that were all shown. */
export function isRepeated({ entries, shown }: PlaceLog, request: PlaceRequest): boolean {
  if (entries.some((entry) => entry.request === requestWords(request))) return true;
  const { tool, path, from, to } = request;
  if (tool !== 'read_range') return false;
  return shown.some(
    (range) =>
      range.path === path && range.from <= (from ?? 1) && range.to >= Math.min(to ?? range.of, range.of),
  );
}

/** The log with one more answer. */
export function withAnswer(
  log: PlaceLog,
  request: PlaceRequest,
  { text, shown, cut }: PlaceAnswer,
): PlaceLog {
  const words = requestWords(request);
  return {
    entries: [...log.entries, { request: words, answer: text }],
    shown: shown === null ? log.shown : [...log.shown, shown],
    unanswered: log.unanswered,
    cut: cut === null ? log.cut : [...log.cut, `${words}: ${cut}`],
    characters: log.characters + text.length,
  };
}

/** The log with a request that was refused: repeated, or beyond the budget. */
export function withRefusal(log: PlaceLog, request: PlaceRequest, why: 'repeated' | 'budget'): PlaceLog {
  const words = requestWords(request);
  const answer =
    why === 'repeated'
      ? 'This was answered before: see above.'
      : 'Not answered: the budget of reading is used up.';
  return {
    ...log,
    entries: [...log.entries, { request: `${words} (again)`, answer }],
    unanswered: why === 'budget' ? [...log.unanswered, words] : log.unanswered,
  };
}

/** The lines that were shown, by file, without gaps that touch or overlap. */
export function mergedRanges(shown: readonly LineRange[]): readonly LineRange[] {
  const sorted = [...shown].sort((a, b) => a.path.localeCompare(b.path) || a.from - b.from);
  const merged: LineRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.path !== range.path || range.from > last.to + 1) merged.push(range);
    else merged.splice(-1, 1, { ...last, to: Math.max(last.to, range.to) });
  }
  return merged;
}

import { inThreads } from '#tools/in-threads.ts';
import type { Defence } from './defences.ts';
import type { PlayedTask } from './worker.ts';

/** What came of one string: the places that took it, and everything by which it got out. */
export interface JudgedString {
  readonly string: string;
  readonly reached: readonly string[];
  readonly escapes: readonly string[];
}

/** Plays every string over the cores of the machine, in the order of the strings. Rejects if one cannot be played. */
export async function playStrings(
  strings: readonly string[],
  without: Defence | null,
  onPlayed: (judged: JudgedString) => void = () => {},
): Promise<readonly JudgedString[]> {
  const waiting = strings.map((string, place) => ({ string, place }));
  const judged: JudgedString[] = [];
  await inThreads<{ string: string; place: number }, PlayedTask>({
    module: new URL('./worker.ts', import.meta.url),
    waiting,
    data: { without },
    onAnswer: ({ place, result }) => {
      if (result.kind === 'refused') throw new Error(result.problem);
      const one = { string: strings[place] ?? '', ...result.value };
      judged[place] = one;
      onPlayed(one);
    },
  });
  return judged;
}

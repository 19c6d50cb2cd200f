import { inThreads } from '#tools/in-threads.ts';
import type { Defence } from './defences.ts';
import type { HostileTask, PlayedPart, PlayedTask } from './worker.ts';

/** As many reports as one experiment has before it waits for a decision, twice. */
const REPORTS_AT_ONCE = 16;

/**
 * Plays the story of every string and a report with each of them over the cores of the machine; answers the strings in their order, with
 * the places that took them and everything by which they got out. Rejects if one cannot be played.
 */
export async function playStrings(
  strings: readonly string[],
  without: Defence | null,
  onPlayed: (part: PlayedPart) => void = () => {},
): Promise<readonly PlayedPart[]> {
  const parts: PlayedPart[] = [];
  await inThreads<HostileTask, PlayedTask>({
    module: new URL('./worker.ts', import.meta.url),
    waiting: [...reportTasks(strings), ...strings.map((string) => ({ kind: 'story' as const, string }))],
    data: { without },
    onAnswer: (played) => {
      if (played.kind === 'refused') throw new Error(played.problem);
      for (const part of played.value) {
        parts.push(part);
        onPlayed(part);
      }
    },
  });
  return strings.map((string) => {
    const mine = parts.filter((part) => part.string === string);
    return {
      string,
      reached: mine.flatMap(({ reached }) => reached),
      escapes: mine.flatMap(({ escapes }) => escapes),
      isStopped: mine.some(({ isStopped }) => isStopped),
    };
  });
}

function reportTasks(strings: readonly string[]): readonly HostileTask[] {
  const chunks = Array.from({ length: Math.ceil(strings.length / REPORTS_AT_ONCE) }, (_, index) =>
    strings.slice(REPORTS_AT_ONCE * index, REPORTS_AT_ONCE * (index + 1)),
  );
  return chunks.map((chunk) => ({ kind: 'reports', strings: chunk }));
}

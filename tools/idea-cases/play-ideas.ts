import { inThreads } from '#tools/in-threads.ts';
import type { IdeaCase } from './idea-form.ts';
import type { Asking, Played } from './play-idea.ts';
import type { PlayedTask, Task } from './worker.ts';

/** Plays every idea over the cores of the machine; the answer has the order of the ideas. Rejects if one cannot be played. */
export async function playIdeas(ideas: readonly IdeaCase[], asking: Asking): Promise<readonly Played[]> {
  const waiting: Task[] = ideas.map((one, place) => ({ one, place, asking }));
  const played: Played[] = [];
  await inThreads<Task, PlayedTask>({
    module: new URL('./worker.ts', import.meta.url),
    waiting,
    onAnswer: ({ place, result }) => {
      if (result.kind === 'refused') throw new Error(result.problem);
      played[place] = result.value;
    },
  });
  return played;
}

/** A thread of `npm run eval:agents`: plays one idea at a time. */
import { parentPort } from 'node:worker_threads';
import { ok, type Result, refused } from '#shared/result.ts';
import type { IdeaCase } from './idea-form.ts';
import { type Asking, type Played, playIdea } from './play-idea.ts';

/** An idea with its place in the list. */
export interface Task {
  readonly one: IdeaCase;
  readonly place: number;
  readonly asking: Asking;
}

/** What came of a task, or why it could not be played. */
export interface PlayedTask {
  readonly place: number;
  readonly result: Result<Played, string>;
}

async function play({ one, place, asking }: Task): Promise<PlayedTask> {
  try {
    return { place, result: ok(await playIdea(one, asking)) };
  } catch (thrown) {
    const why = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { place, result: refused(`${one.id} could not be played: ${why}`) };
  }
}

parentPort?.on('message', (task: Task) => {
  void play(task).then((played) => parentPort?.postMessage(played));
});

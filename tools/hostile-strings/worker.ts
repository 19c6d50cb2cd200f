/** A thread of `npm run eval:hostile`: plays one story, or the reports of some strings, at a time. */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { ok, type Result, refused } from '#shared/result.ts';
import { type Defence, withoutDefence } from './defences.ts';

/** What is played: the story of one string, or the reports that hold some. */
export type HostileTask =
  | { readonly kind: 'story'; readonly string: string }
  | { readonly kind: 'reports'; readonly strings: readonly string[] };

/** What came of a string in a task. */
export interface PlayedPart {
  readonly string: string;
  /** The places of a story that it came to, and whether it was in a report. */
  readonly reached: readonly string[];
  readonly escapes: readonly string[];
  /** The rules left no plan, so that the string came to no pull request. */
  readonly isStopped: boolean;
}

/** What came of a task, or why it could not be played. */
export type PlayedTask = Result<readonly PlayedPart[], string>;

const { without }: { without: Defence | null } = workerData;
// Before anything of the product is loaded.
if (without !== null) registerHooks({ load: withoutDefence(without) });
const { playReports } = await import('./play-reports.ts');
const { playString } = await import('./play-string.ts');
const { escapesOf } = await import('./judge.ts');

async function partsOf(task: HostileTask): Promise<readonly PlayedPart[]> {
  if (task.kind === 'reports')
    return (await playReports(task.strings)).map((one) => ({
      ...one,
      reached: ['a report'],
      isStopped: false,
    }));
  const played = await playString(task.string);
  const { string, reached, isStopped } = played;
  return [{ string, reached, isStopped, escapes: escapesOf(played) }];
}

async function play(task: HostileTask): Promise<PlayedTask> {
  try {
    return ok(await partsOf(task));
  } catch (thrown) {
    const why = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return refused(`${JSON.stringify(task).slice(0, 80)} could not be played: ${why}`);
  }
}

parentPort?.on('message', (task: HostileTask) => {
  void play(task).then((played) => parentPort?.postMessage(played));
});

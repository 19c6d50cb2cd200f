/** A thread of `npm run eval:hostile`: plays one string at a time. */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { ok, type Result, refused } from '#shared/result.ts';
import { type Defence, withoutDefence } from './defences.ts';

/** What came of a string, or why it could not be played. */
export interface PlayedTask {
  readonly place: number;
  readonly result: Result<
    { readonly reached: readonly string[]; readonly escapes: readonly string[] },
    string
  >;
}

const { without }: { without: Defence | null } = workerData;
// Before anything of the product is loaded.
if (without !== null) registerHooks({ load: withoutDefence(without) });
const { playString } = await import('./play-string.ts');
const { escapesOf } = await import('./judge.ts');

async function play(place: number, string: string): Promise<PlayedTask> {
  try {
    const played = await playString(string);
    return { place, result: ok({ reached: played.reached, escapes: escapesOf(played) }) };
  } catch (thrown) {
    const why = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { place, result: refused(`${JSON.stringify(string.slice(0, 60))} could not be played: ${why}`) };
  }
}

parentPort?.on('message', ({ place, string }: { place: number; string: string }) => {
  void play(place, string).then((played) => parentPort?.postMessage(played));
});

import type { Store } from '#ports/store.ts';
import { checkActs } from './check/check-acts.ts';
import { checkEffects } from './check/check-effects.ts';
import { checkJournal } from './check/check-journal.ts';
import { type Problem, stuck } from './check/problem.ts';
import { drive } from './drive.ts';
import { heal, playCalmly } from './heal.ts';
import { rememberedJournals } from './remembered-journals.ts';
import type { Tally } from './tally.ts';
import { openWorld, type World } from './world.ts';

export interface ScheduleOptions {
  readonly seed: number;
  /** An empty store, which the caller closes. */
  readonly store: Store;
  /** Switches a guard of the store off, to show that the harness notices. */
  readonly tamper?: (store: Store) => Store;
  readonly note?: (line: string) => void;
  /** Whether the store fails processes that live on, too: it does if nothing is said. */
  readonly storeFails?: boolean;
}

/** What one schedule met, and what was found wrong after it. */
export interface Finding {
  readonly problems: readonly Problem[];
  readonly tally: Tally;
}

/** Plays one schedule from its seed: what goes wrong, what people do, the healing, and the checks. */
export async function runSchedule(options: ScheduleOptions): Promise<Finding> {
  const { seed, tamper, note, storeFails = true } = options;
  const store = rememberedJournals(options.store);
  const world = await openWorld({
    ...{ seed, store, storeFails },
    ...(tamper === undefined ? {} : { tampered: tamper(store) }),
    ...(note === undefined ? {} : { note }),
  });
  const { tally } = world;
  try {
    const seen = await play(world);
    for (const { status } of await world.experiments()) {
      if (status === 'completed' || status === 'cancelled') tally[status] += 1;
    }
    const problems = [
      ...seen,
      ...(await checkJournal(world)),
      ...(await checkActs(world)),
      ...(await checkEffects(world)),
    ];
    return { problems, tally };
  } catch (thrown) {
    const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { problems: [stuck(what)], tally };
  } finally {
    await world.close();
  }
}

async function play(world: World): Promise<readonly Problem[]> {
  const deeds = world.chance.between(30, 100);
  for (let index = 0; index < world.chance.between(1, 3); index += 1) await world.start();
  if (world.chance.happens(0.7)) await playCalmly(world, world.chance.pick([1, 1, 2, 4, 8, 14, 20]) ?? 1);
  world.weather.calm(false);
  await drive(world, deeds, world.chance.happens(0.25) ? 2 : 1);
  return heal(world);
}

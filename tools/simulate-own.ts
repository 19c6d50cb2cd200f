/**
 * `npm run simulate:own -- --experiments 1000 --seed 1`: experiments in which nothing changes, over the whole own platform: flags, assignment, exposures,
 * observations, looks by SQL, verdicts. Prints how often something is called proven or broken, and the bounds; exit code 1 if one is broken by more
 * than chance, or if a unit does not count.
 */
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { ALPHA, type Played, SPLIT_ALPHA, UNITS } from './own-platform/judge-experiment.ts';
import { playGroup } from './own-platform/play-group.ts';
import { type Bound, boundState } from './system/bounds.ts';

const USAGE = 'usage: npm run simulate:own -- [--experiments <whole>] [--seed <whole>]';
/** Experiments that run at the same time on the same units. */
const TOGETHER = 20;

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({ options: { experiments: text('1000'), seed: text('1') } });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const count = wholeNumber(given.value.values.experiments);
  const seed = wholeNumber(given.value.values.seed);
  if (count === null || count === 0)
    return refuseArguments('--experiments must be a whole number from 1', USAGE);
  if (seed === null) return refuseArguments('--seed must be a whole number', USAGE);
  const began = performance.now();
  const played: Played[] = [];
  for (let group = 0; played.length < count; group += 1) {
    played.push(...(await playGroup(group, Math.min(TOGETHER, count - played.length), seed)));
    process.stderr.write(`\r${played.length} of ${count}`);
  }
  process.stderr.write('\n');
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  say(`${count} experiments without a difference, ${UNITS} units each, seed ${seed}, ${minutes} minutes`);
  const states = boundsOf(played).map((bound) => ({ bound, state: boundState(bound) }));
  for (const { bound, state } of states)
    say(
      `${bound.name}: ${bound.count} of ${bound.of} (at most ${(100 * bound.bound).toFixed(1)} %): ${state}`,
    );
  const lost = played.filter(({ units }) => units !== UNITS).length;
  say(`experiments in which a unit was lost or counted twice: ${lost}`);
  return lost === 0 && states.every(({ state }) => state !== 'broken') ? 0 : 1;
}

function boundsOf(played: readonly Played[]): readonly Bound[] {
  const bound = (name: string, is: (one: Played) => boolean, most: number): Bound => ({
    ...{ name, count: played.filter(is).length, of: played.length, kind: 'at most', bound: most },
  });
  return [
    bound('goal called better or worse', ({ goalProven }) => goalProven, ALPHA),
    bound('a secondary metric called better or worse', ({ secondaryProven }) => secondaryProven, ALPHA),
    bound('harm called proven', ({ harmProven }) => harmProven, ALPHA),
    // Two looks on the same units, the second on twice as many.
    bound('split called broken', ({ splitAlarmed }) => splitAlarmed, 2 * SPLIT_ALPHA),
  ];
}

process.exitCode = await main();

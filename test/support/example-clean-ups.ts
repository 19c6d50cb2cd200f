import { BOT } from '#domain/actor.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { goOn, step } from '#test/support/example-story.ts';

const LEFT = ['src/game/level-map.ts', 'src/flags/keys.ts'];

function part(number: number, files: readonly string[], left: readonly string[]) {
  return {
    name: 'recordCleanUpPullRequest',
    pullRequest: {
      ...{ number, url: `https://github.com/acme/shop/pull/${number}`, files },
      branch: `experiment/gate-clean-up-${number}`,
      summary: 'Keeps the first gate at level 40.',
    },
    runs: [],
    ...(left.length === 0 ? { names: ['FIRST_GATE'] } : { left }),
  } as const;
}

const firstPart = goOn(EXAMPLES.cleaning, step(8.21, BOT, part(13, ['src/game/first-gate.ts'], LEFT)));

const merged = (number: number | null, places: readonly string[]) =>
  ({ name: 'recordFlagLeft', number, mergedBy: number === null ? null : 'sam', places }) as const;

const reverted = goOn(
  EXAMPLES.cleaning,
  step(8.4, BOT, { name: 'recordFlagGone', revert: 'https://github.com/acme/shop/commit/71ae' }),
);

/** Clean-ups in parts, and those that left something. */
export const CLEAN_UPS = {
  /** A part is open, which says what it leaves. */
  firstPart,
  /** It was merged, and the bot goes on. */
  betweenParts: goOn(firstPart, step(8.3, BOT, merged(13, LEFT))),
  /** The last part is open. */
  lastPart: goOn(firstPart, step(8.3, BOT, merged(13, LEFT)), step(8.31, BOT, part(14, LEFT, []))),
  /** Merged, but not with all that was in it. */
  flagLeft: goOn(EXAMPLES.cleaningUp, step(8.4, BOT, merged(13, LEFT))),
  /** Found at the last look, a day after the merge: the merge was reverted. */
  flagBack: goOn(
    EXAMPLES.clean,
    step(9.45, BOT, {
      ...merged(null, LEFT.slice(0, 1)),
      revert: 'https://github.com/acme/shop/commit/5d0f',
    }),
  ),
  /** The whole experiment was reverted after its change was shipped. */
  reverted,
  revertedAndClean: goOn(reverted, step(9.6, BOT, { name: 'finishCleanUp' })),
};

import { describe, expect, it, vi } from 'vitest';
import type { PersonActor } from '#domain/actor.ts';
import { DAY } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { merged, reach } from '#test/support/journey-stages.ts';

const OTHER_IDEA = 'Show the tutorial again after the second gate';
const SECOND = 1_000;
const APPROVER: PersonActor = { person: 'p_of-another-replica', roles: ['approver'] };

function isOut({ running }: Journey, key: string): boolean {
  const flag = running.sandbox.posthog.flags().findLast((one) => one.key === key);
  return flag?.active === true && !flag.deleted;
}

/** Two experiments on one surface, both merged and neither launched. */
async function two(journey: Journey): Promise<readonly [string, string]> {
  return [await merged(journey), await merged(journey, OTHER_IDEA)];
}

/** The launch of a replica that looked for others on the surface before any of them was there. */
async function launchUnseen(journey: Journey, key: string, ago: number): Promise<void> {
  const { design } = await journey.load(key);
  const planHash = design?.planHash ?? null;
  const { coPilot } = journey.running.bot;
  const body = { name: 'launch', planHash: planHash ?? '', conflicts: [], message: null } as const;
  const at = coPilot.clock.now() - ago;
  expect((await coPilot.execute(key, { ...body, actor: APPROVER, at })).kind).toBe('ok');
}

async function statuses(journey: Journey, keys: readonly string[]) {
  return Promise.all(keys.map(async (key) => [(await journey.load(key)).status, isOut(journey, key)]));
}

describe('two launches on one surface at the same moment', () => {
  it('leave the first of them out, and hold the other back with a button to launch it later', () =>
    withJourney(async (journey) => {
      const [first, second] = await two(journey);
      await launchUnseen(journey, second, SECOND);
      await launchUnseen(journey, first, 2 * SECOND);
      await journey.running.settle();
      expect(await statuses(journey, [first, second])).toEqual([
        ['verifying', true],
        ['implemented', false],
      ]);
      const told = (await journey.thread(second)).at(-1);
      expect(told).toContain(`Held back: \`${first}\` was launched on the same surface at the same moment.`);
      expect((await journey.thread(first)).join('\n')).not.toContain('Held back');
      await journey.press('priya', second, 'launch');
      expect(journey.told('priya')).toContain(
        `The same surface is used by \`${first}\`, which is not over yet`,
      );
      await journey.command('mia', `cancel ${first} the other one matters more`);
      await journey.press('priya', second, 'launch');
      await reach(journey, second, ['running']);
      expect(await statuses(journey, [first, second])).toEqual([
        ['cancelled', false],
        ['running', true],
      ]);
    }));

  it('end with one of them, if the first one came to the journal when the other was out already', () =>
    withJourney(async (journey) => {
      const [slow, quick] = await two(journey);
      await launchUnseen(journey, quick, 0);
      await journey.running.settle();
      expect(isOut(journey, quick)).toBe(true);
      await launchUnseen(journey, slow, SECOND);
      await journey.running.settle();
      expect(await statuses(journey, [slow, quick])).toEqual([
        ['verifying', true],
        ['implemented', false],
      ]);
    }));

  it('leave one that is past its canary alone', () =>
    withJourney(async (journey) => {
      const [slow, quick] = await two(journey);
      await launchUnseen(journey, quick, 0);
      await reach(journey, quick, ['running']);
      await launchUnseen(journey, slow, DAY);
      await journey.running.settle();
      expect(await statuses(journey, [slow, quick])).toEqual([
        ['implemented', false],
        ['running', true],
      ]);
      expect((await journey.thread(slow)).at(-1)).toContain(`Held back: \`${quick}\``);
    }));

  it('are settled by what the journal says, if the list is behind and answers of PostHog are lost', () =>
    withJourney(async (journey) => {
      const [first, second] = await two(journey);
      const { posthog } = journey.running.sandbox;
      const list = vi.spyOn(journey.running.bot.coPilot.store, 'putSummary').mockResolvedValue();
      posthog.fail({ kind: 'done-but-no-answer', times: 2, path: '/feature_flags/' });
      await launchUnseen(journey, first, SECOND);
      await launchUnseen(journey, second, 0);
      await journey.running.settle();
      list.mockRestore();
      expect(await statuses(journey, [first, second])).toEqual([
        ['verifying', true],
        ['implemented', false],
      ]);
    }));

  it('never leave two, for any order of the presses', () =>
    withJourney(async (journey) => {
      const keys = await two(journey);
      const [left, right] = keys;
      await Promise.all([journey.press('priya', left, 'launch'), journey.press('sam', right, 'launch')]);
      const out = (await statuses(journey, keys)).map(([status]) => status);
      expect(out.toSorted()).toEqual(['implemented', 'verifying']);
      expect(keys.filter((key) => isOut(journey, key))).toHaveLength(1);
    }));

  it('do not concern another surface', () =>
    withJourney(async (journey) => {
      const first = await merged(journey);
      const second = await merged(journey, 'A/A: add an invisible marker before payment', {
        ...{ goalMetric: 'checkout_conversion', guardrailMetrics: ['support_contact'] },
        ...{ smallestLift: '15', surface: 'checkout', risk: 'high' },
      });
      for (const key of [first, second]) await launchUnseen(journey, key, 0);
      await journey.running.settle();
      expect(await statuses(journey, [first, second])).toEqual([
        ['verifying', true],
        ['verifying', true],
      ]);
    }));
});

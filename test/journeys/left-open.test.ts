import { describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm, withVariantHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { hillstrom } from '#sandbox/stand-ins/posthog/scenarios/hillstrom.ts';
import { FORM, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, reach, until } from '#test/support/journey-stages.ts';

const LIKE_CONTROL = withHarm(cookieCats, 'retained_7d', 8_502 / 44_700 / (8_279 / 45_489));
/** The first treatment loses two fifths of the guardrail at once; the second raises the goal by a quarter. */
const ONE_HARMFUL_ONE_BETTER = withVariantHarm(
  withVariantHarm(LIKE_CONTROL, 'treatment-1', 'retained_1d', 0.6),
  'treatment-2',
  'retained_7d',
  1.25,
);
const { control, treatment } = hillstrom.arms;
/** Orders so rare that some six are expected in each variant. */
const RARE_ORDERS = {
  ...hillstrom,
  arms: {
    control: { ...control, metrics: { ...control.metrics, order_completed: ordersOf(6) } },
    treatment: { ...treatment, metrics: { ...treatment.metrics, order_completed: ordersOf(7) } },
  },
};

function ordersOf(successes: number) {
  return { kind: 'proportion', successes } as const;
}

describe('a harmful treatment beside a good one', () => {
  it('is dropped by the bot, and the other one ships', () =>
    withJourney(
      async (journey) => {
        const gates = 'Move the first gate from level 30 to level 40 or to level 50';
        const form = { ...FORM, smallestLift: '6', split: '34 / 33 / 33' };
        const key = await launched(journey, gates, form);
        await until(journey, key, ({ looks }) => looks.drops !== undefined, 10, 'a dropped treatment');
        expect((await journey.load(key)).looks.drops).toMatchObject([
          { person: null, variants: [{ variant: 'treatment-1', metric: 'retention_1d' }] },
        ]);
        await reach(journey, key, ['deciding'], 35);
        const verdict = (await journey.load(key)).looks.snapshots.at(-1)?.verdict;
        expect(verdict).toMatchObject({ recommendation: 'ship', variant: 'treatment-2' });
        await journey.press('priya', key, 'decide_ship');
        const flag = journey.running.sandbox.posthog.flags().findLast((one) => one.key === key);
        const shares = flag?.filters.multivariate?.variants ?? [];
        expect(shares).toContainEqual(
          expect.objectContaining({ key: 'treatment-2', rollout_percentage: 100 }),
        );
      },
      { scenarios: [ONE_HARMFUL_ONE_BETTER] },
    ));
});

describe('a guardrail that cannot be judged', () => {
  it('is named in the report, and people are asked in place of a recommendation', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey, MAIL.idea, MAIL.form);
        const verdict = (await journey.load(key)).looks.snapshots.at(-1)?.verdict;
        expect(verdict).toMatchObject({ recommendation: 'ask-person', variant: 'treatment' });
        const report = (await journey.thread(key)).at(-1) ?? '';
        expect(report).toMatch(/Checkout conversion[^.]*cannot be judged/i);
        await unchanged(journey, key, () => journey.press('mia', key, 'decide_ship'));
        await journey.press('priya', key, 'decide_ship');
        expect((await journey.load(key)).status).toBe('decided');
      },
      { scenarios: [RARE_ORDERS] },
    ));
});

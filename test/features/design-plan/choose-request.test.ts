import { describe, expect, it } from 'vitest';
import type { ChosenParts } from '#agents/chooser.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Choices } from '#features/co-pilot.ts';
import { chooseRequest } from '#features/design-plan/choose-request.ts';
import { createMemory } from '#memory/create-memory.ts';
import { createRemembered } from '#memory/known.ts';
import type { LanguageModel } from '#ports/language-model.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { prompts, redaction } from '#test/agents/examples.ts';
import { CHOICES } from '#test/features/choices.ts';
import { past } from '#test/memory/example-pasts.ts';
import { CHOSEN } from '#test/support/example-choices.ts';
import { FORM, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const PARTS: ChosenParts = {
  ...{ goalMetric: 'checkout_conversion', goalReason: 'more people finish' },
  guardrails: [{ metric: 'support_contact', mustHold: false, reason: 'people may ask more' }],
  ...{ surface: 'checkout', surfaceReason: 'the payment stands there' },
  ...{ repository: 'acme/shop', repositoryReason: 'it holds the checkout' },
  ...{ risk: 'medium', riskReason: 'money is near' },
};

interface Given {
  readonly parts?: Partial<ChosenParts>;
  readonly choices?: Partial<Choices>;
  /** Past effects on the goal, on the surface given. */
  readonly pasts?: readonly (readonly [relative: number, surface: string])[];
}

/** Chooses with the figures of the sandbox, the lists given, and what a model answers. */
function choose({ running }: Journey, { parts = {}, choices = {}, pasts = [] }: Given = {}) {
  const model: LanguageModel = {
    complete: async () => {
      const cost = { inputTokens: 1, outputTokens: 1, costUsd: null, latencyMs: 1 };
      return {
        kind: 'answered',
        answer: { text: JSON.stringify({ ...PARTS, ...parts }), model: 'm', ...cost },
      };
    },
  };
  const remembered = createRemembered();
  for (const [index, [relative, surface]] of pasts.entries()) {
    const effect = { relative, low: relative - 0.01, high: relative + 0.01 };
    const one = { key: `past-${index}`, idea: 'Show the cost', goalMetric: 'checkout_conversion', surface };
    remembered.put(`past-${index}`, past({ ...one, effect }));
  }
  const memory = createMemory({ known: async () => remembered, mayBeNamed: async () => true });
  const needs = { ...running.bot.coPilot, memory, choices: { ...CHOICES, ...choices } };
  const { experiment } = CHOSEN.proposed;
  const delivery = { ...experiment.delivery, channel: 'C000000GROW' };
  return chooseRequest({ ...needs, agents: { model, prompts, redaction } }, { ...experiment, delivery });
}

/** The catalogue with one metric as a team would define it otherwise. */
function catalogueWith(key: string, change: Partial<Metric>): readonly Metric[] {
  return EXAMPLE_SETTINGS.metrics.map((metric) => (metric.key === key ? { ...metric, ...change } : metric));
}

function requestIn(chosen: Awaited<ReturnType<typeof choose>>): ExperimentRequest {
  if (chosen.kind === 'failed') throw new Error(chosen.failure.detail);
  return chosen.request;
}

function reasonsIn(chosen: Awaited<ReturnType<typeof choose>>): Readonly<Record<string, string>> {
  if (chosen.kind === 'failed') throw new Error(chosen.failure.detail);
  return Object.fromEntries(chosen.choices.map(({ field, by, reason }) => [field, `${by}: ${reason}`]));
}

describe('chooseRequest', () => {
  it('completes the request from the lists, and gives a reason for all that had an alternative', () =>
    withJourney(async (journey) => {
      const chosen = await choose(journey);
      const { idea, owner } = CHOSEN.proposed.experiment.request;
      expect(requestIn(chosen)).toMatchObject({
        ...{ idea, owner, goalMetric: 'checkout_conversion', guardrailMetrics: ['support_contact'] },
        ...{ surface: 'checkout', repository: 'acme/shop', risk: 'medium' },
        ...{ trafficShare: 1, split: [0.5, 0.5], smallestLift: 0.05 },
      });
      const reasons = reasonsIn(chosen);
      expect(reasons).toMatchObject({
        goalMetric: 'designer: more people finish',
        risk: 'designer: money is near',
      });
      expect(reasons).not.toHaveProperty('repository');
    }));

  it('takes the only surface and the only repository, whatever the model says', () =>
    withJourney(async (journey) => {
      const lists = { surfaces: ['checkout'], repositories: ['acme/shop'] };
      const chosen = await choose(journey, { parts: { surface: null, repository: null }, choices: lists });
      expect(requestIn(chosen)).toMatchObject({ surface: 'checkout', repository: 'acme/shop' });
      expect(Object.keys(reasonsIn(chosen))).not.toContain('surface');
    }));

  it('adds the guardrails of the settings, and what must hold as the metrics say', () =>
    withJourney(async (journey) => {
      const chosen = await choose(journey, { choices: { guardrails: ['retention_1d'] } });
      const { guardrailMetrics, mustHold } = requestIn(chosen);
      expect(guardrailMetrics).toEqual(['support_contact', 'retention_1d']);
      expect(mustHold).toEqual(['retention_1d']);
    }));

  it('knows that people sign in on the surface', () =>
    withJourney(async (journey) => {
      const crossing = await choose(journey, { choices: { crossesLogin: () => true } });
      expect(requestIn(crossing)).toMatchObject({ crossesLogin: true });
      expect(requestIn(await choose(journey))).not.toHaveProperty('crossesLogin');
    }));

  it.each<[string, Partial<ChosenParts>, string, object]>([
    [
      'a surface',
      { surface: null, surfaceReason: 'It is not said on which page' },
      'Surface: It is not said on which page',
      { goalMetric: 'checkout_conversion', risk: 'medium' },
    ],
    [
      'a goal',
      { goalMetric: null, goalReason: 'Nothing measures delight' },
      'Goal metric: Nothing measures delight',
      { surface: 'checkout', guardrailMetrics: ['support_contact'] },
    ],
  ])('asks if %s fits nothing, and keeps what it could choose', (_name, parts, detail, kept) =>
    withJourney(async (journey) => {
      const chosen = await choose(journey, { parts });
      expect(chosen).toMatchObject({
        ...{ kind: 'failed', failure: { role: 'designer', reason: 'not-chosen', detail } },
        ...{ chosen: kept, runs: [{ role: 'designer' }] },
      });
    }),
  );
});

describe('the lifts', () => {
  it('are worth having as the settings say of the goal', () =>
    withJourney(async (journey) => {
      const catalogue = catalogueWith('checkout_conversion', { worthHaving: 0.3 });
      const chosen = await choose(journey, { choices: { catalogue } });
      expect(requestIn(chosen)).toMatchObject({ smallestLift: 0.3 });
      expect(requestIn(chosen)).not.toHaveProperty('expectedLift');
      expect(reasonsIn(chosen)['smallestLift']).toBe('settings: the settings say so of this goal');
    }));

  it('are else the median of what people asked for with this goal before', () =>
    withJourney(async (journey) => {
      for (const [idea, smallestLift] of [
        ['Show the price before the cart', '40'],
        ['Show the tax before the cart', '25'],
        ['Show the weight before the cart', '30'],
      ] as const) {
        const place = { goalMetric: 'checkout_conversion', guardrailMetrics: ['support_contact'] };
        await journey.propose('mia', idea, { ...FORM, ...place, surface: 'checkout', smallestLift });
      }
      const chosen = await choose(journey);
      expect(requestIn(chosen).smallestLift).toBe(0.3);
      expect(reasonsIn(chosen)['smallestLift']).toBe(
        'history: people asked for it in the last 3 experiments with this goal',
      );
      const other = await choose(journey, { parts: { goalMetric: 'revenue_per_user' } });
      expect(reasonsIn(other)['smallestLift']).toBe('settings: no experiment with this goal came before');
    }));

  it('can be seen from half of the past effects on, whichever way the goal moved, if enough were measured', () =>
    withJourney(async (journey) => {
      const effects = [0.31, -0.3042, 0.45, -0.1, 0.02].map((effect) => [effect, 'checkout'] as const);
      const chosen = await choose(journey, { pasts: effects });
      expect(requestIn(chosen)).toMatchObject({ smallestLift: 0.05, expectedLift: 0.305 });
      expect(reasonsIn(chosen)['expectedLift']).toBe(
        'history: half of 5 past experiments with this goal changed it by 30.5 % or less',
      );
      const few = await choose(journey, { pasts: effects.slice(1) });
      expect(reasonsIn(few)['expectedLift']).toMatch(
        /^traffic: the traffic of checkout shows no smaller lift/,
      );
      const elsewhere = await choose(journey, {
        pasts: effects.map(([effect]) => [effect, 'e-mail'] as const),
      });
      expect(requestIn(elsewhere).expectedLift).toBe(0.305);
    }));

  it('can be seen by the traffic if past effects were smaller than that, and the reason says so', () =>
    withJourney(async (journey) => {
      const effects = [0.06, 0.06, 0.06, 0.06, 0.06].map((effect) => [effect, 'checkout'] as const);
      const chosen = await choose(journey, { pasts: effects });
      expect(requestIn(chosen).expectedLift).toBeGreaterThan(0.06);
      expect(reasonsIn(chosen)['expectedLift']).toMatch(
        /^traffic: the traffic of checkout shows no smaller lift in 28 days; half of 5 past experiments with this goal changed it by 6 % or less$/,
      );
    }));

  it('can be seen with the traffic in the usual time: the shorter it is, the larger they are', () =>
    withJourney(async (journey) => {
      const { defaults } = CHOICES;
      const seen = async (usualDays: number) => {
        const chosen = await choose(journey, { choices: { defaults: { ...defaults, usualDays } } });
        return { lift: requestIn(chosen).expectedLift ?? 0, why: reasonsIn(chosen)['expectedLift'] };
      };
      const [week, month] = [await seen(7), await seen(28)];
      expect(week.why).toBe('traffic: the traffic of checkout shows no smaller lift in 7 days');
      expect(month.why).toContain('in 28 days');
      expect(week.lift).toBeGreaterThan(month.lift);
      expect(month.lift).toBeGreaterThan(0.05);
    }));

  it('are not sized for a guardrail that only the designer wants to hold, if no plan proves it in time', () =>
    withJourney(async (journey) => {
      const guardrails = [{ metric: 'crash_rate', mustHold: true, reason: 'new code may crash' }];
      const catalogue = catalogueWith('crash_rate', { margin: 0.001 });
      const loosened = await choose(journey, { parts: { guardrails }, choices: { catalogue } });
      expect(requestIn(loosened)).toMatchObject({ guardrailMetrics: ['crash_rate'], mustHold: [] });
      const asked = catalogueWith('crash_rate', { margin: 0.001, mustHold: true });
      const held = await choose(journey, { parts: { guardrails }, choices: { catalogue: asked } });
      expect(requestIn(held)).toMatchObject({ mustHold: ['crash_rate'] });
      const easy = catalogueWith('crash_rate', { margin: 0.5 });
      const kept = await choose(journey, { parts: { guardrails }, choices: { catalogue: easy } });
      expect(requestIn(kept)).toMatchObject({ mustHold: ['crash_rate'] });
    }));
});

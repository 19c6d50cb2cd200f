import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { isReadyToLaunch } from '#domain/code/readiness.ts';
import type { Configuration } from '#domain/configurations/configuration.ts';
import {
  configurationsOf,
  requestedConfigurations,
  requestedProblem,
} from '#domain/configurations/planned-configurations.ts';
import { decide } from '#domain/decide.ts';
import { planChanges } from '#domain/design/plan-changes.ts';
import { planViolations } from '#domain/design/policy.ts';
import type { Plan } from '#domain/plan.ts';
import { waitOf } from '#domain/waits/wait-of.ts';
import { designed } from '#test/support/example-experiments.ts';
import { GATE_KEY, GATE_PLAN, GATE_REQUEST, MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step, tell } from '#test/support/example-story.ts';

function withGates(...gates: readonly (Configuration | undefined)[]): Plan {
  const variants = GATE_PLAN.variants.map((variant, at) => {
    const configuration = gates[at];
    return configuration === undefined ? variant : { ...variant, configuration };
  });
  return { ...GATE_PLAN, variants };
}
const PLAN = withGates({ gate: 30 }, { gate: 40 });

/** A plan that goes back to a request with these configurations, whoever changed it last. */
function withAsked(configurations: Readonly<Record<string, Configuration>>): Plan {
  return { ...PLAN, request: { ...GATE_REQUEST, configurations } };
}

function approved(plan: Plan) {
  const proposed = tell(GATE_KEY, {
    ...{ name: 'propose', request: plan.request, channel: 'C1', actor: MARIA, at: START },
  });
  const people = plan.request.risk === 'high' ? [PRIYA, TOM] : [PRIYA];
  return goOn(
    proposed,
    designed(0.01, plan),
    ...people.map((person) =>
      step(0.1, person, ({ design }) => ({
        ...{ name: 'approve', planHash: design?.planHash ?? '', message: null },
      })),
    ),
    step(0.1, BOT, { name: 'startImplementation' }),
  );
}

describe('a plan with configurations', () => {
  it.each([
    [withGates({ gate: 30 }, { gate: 40 }), []],
    [withGates({ gate: 30 }, undefined), ['configurations']],
    [withGates(undefined, { gate: 40 }), ['configurations']],
    [withGates({ gate: 30 }, { gate: '40' }), ['configurations']],
    [withGates({ gate: 30 }, { gate: 30 }), ['configurations']],
    [withGates({}, {}), ['configurations']],
    [{ ...PLAN, request: { ...GATE_REQUEST, file: 'a.md' } }, ['configurations']],
    [withAsked({ control: { gate: 30 }, treatment: { gate: 40 } }), []],
    [withAsked({ treatment: { gate: 40 } }), []],
    [withAsked({ control: { gate: 30 }, other: { gate: 40 } }), ['configurations']],
    [
      withAsked({ control: { a: 'x'.repeat(1_900) }, treatment: { a: 'y'.repeat(1_900) } }),
      ['configurations'],
    ],
  ])('keeps every rule or breaks one: %#', (plan, rules) => {
    expect(planViolations(plan).map(({ rule }) => rule)).toEqual(rules);
  });

  it('is another plan with another configuration, which people see', () => {
    expect(planChanges(PLAN, withGates({ gate: 30 }, { gate: 41 }))).toEqual(['variants']);
    expect(planChanges(PLAN, PLAN)).toEqual([]);
  });

  it('is ready to launch without code, and no other plan is', () => {
    const ready = goOn(approved(PLAN), step(0.2, BOT, { name: 'recordConfigured' })).experiment;
    expect(ready).toMatchObject({ status: 'implemented', code: null, configured: { heldBackFor: [] } });
    expect([isReadyToLaunch(ready), waitOf(ready)]).toEqual([true, 'launch']);
    const other = approved(GATE_PLAN).experiment;
    expect(decide(other, { name: 'recordConfigured', actor: BOT, at: 2e12 })).toMatchObject({
      ...{ kind: 'refused', problem: { code: 'policy' } },
    });
  });

  it('takes two launchers at a high risk, and none while the flag service has something against it', () => {
    const risky = { ...PLAN, alpha: 0.01, request: { ...GATE_REQUEST, risk: 'high' } } as const;
    const ready = goOn(approved(risky), step(0.2, BOT, { name: 'recordConfigured' }));
    const planHash = ready.experiment.design?.planHash ?? '';
    const launch = (more: { readonly against?: string } = {}) => ({
      name: 'launch' as const,
      ...{ planHash, conflicts: [], message: null, ...more },
    });
    const first = goOn(ready, step(0.3, PRIYA, launch()));
    expect(first.experiment).toMatchObject({ status: 'implemented', configured: { launchVote: {} } });
    const at = START + 1e8;
    expect(decide(first.experiment, { ...launch(), actor: PRIYA, at })).toMatchObject({ kind: 'refused' });
    const against = 'The default was changed.';
    expect(decide(first.experiment, { ...launch({ against }), actor: TOM, at })).toMatchObject({
      ...{ kind: 'refused', problem: { code: 'conflict', message: against } },
    });
    const both = goOn(first, step(0.4, TOM, launch()));
    expect(both.experiment).toMatchObject({ status: 'verifying', configured: { heldBackFor: [] } });
    expect(both.experiment.configured).not.toHaveProperty('launchVote');
    const held = goOn(both, step(0.5, BOT, { name: 'holdBack', conflicts: ['other'] }));
    expect(held.experiment).toMatchObject({ status: 'implemented', configured: { heldBackFor: ['other'] } });
  });
});

describe('the configurations of a request', () => {
  it.each([
    [{ control: { a: 1 }, treatment: { a: 2 } }, null],
    [{ treatment: { a: 2 } }, null],
    [{ control: { a: 1 } }, 'Give treatment a configuration.'],
    [
      { treatment: { a: 1 }, other: { a: 2 } },
      'There is no variant "other". The variants are control, treatment.',
    ],
    [{ control: { a: 1 }, treatment: { a: '1' } }, 'a is text in place of a number'],
    [{ control: { a: 1 }, treatment: { a: 1 } }, 'nothing to compare'],
    [{ control: { a: 'x'.repeat(1_900) }, treatment: { a: 'y'.repeat(1_900) } }, 'may have 2800 together'],
    [
      JSON.parse(`{"treatment":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`),
      'is deeper than 5 levels',
    ],
    [JSON.parse(`{"other":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`), 'no variant "other"'],
  ] as readonly (readonly [Record<string, Configuration>, string | null])[])(
    'are in order or not: %#',
    (configurations, problem) => {
      const found = requestedProblem({ ...GATE_REQUEST, configurations });
      if (problem === null) expect(found).toBeNull();
      else expect(found).toContain(problem);
    },
  );
});

describe('the configurations of the variants', () => {
  it('are listed in the order of the plan, the control first, whichever way they were given', () => {
    const given = { 'treatment-2': { a: 3 }, control: { a: 1 }, 'treatment-1': { a: 2 }, other: { a: 4 } };
    const request = { configurations: given, split: [0.4, 0.3, 0.3] };
    const keys = ['control', 'treatment-1', 'treatment-2'];
    expect(requestedConfigurations(request).map(({ key }) => key)).toEqual(keys);
    expect(configurationsOf({ ...PLAN, variants: PLAN.variants.toReversed() })).toEqual([
      { key: 'control', configuration: { gate: 30 } },
      { key: 'treatment', configuration: { gate: 40 } },
    ]);
    expect(configurationsOf(GATE_PLAN)).toEqual([]);
  });
});

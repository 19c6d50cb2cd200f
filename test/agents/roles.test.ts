import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeDesign } from '#agents/designer.ts';
import { reviewPlan } from '#agents/policy.ts';
import { assessIdea } from '#agents/supervisor.ts';
import { type ScriptedModel, startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { ASSESSMENT, agentsOn, CATALOGUE, planOf, requestOf, TEMPLATES } from './examples.ts';

let server: ScriptedModel;
beforeAll(async () => {
  server = await startScriptedModel({ port: 0 });
});
afterAll(() => server.close());

/** The output of an agent, or a failing test that says why there is none. */
function outputOf<Output>(
  result: { kind: 'ok'; value: { output: Output } } | { kind: 'refused'; problem: unknown },
) {
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problem));
  return result.value.output;
}

describe('assessIdea', () => {
  const assess = async (idea: string, changes = {}) =>
    outputOf(
      await assessIdea(agentsOn(server), { request: requestOf({ idea, ...changes }), templates: TEMPLATES }),
    );

  it.each([
    ['Move the first gate from level 30 to 40', 'level gate', 'retention_7d', 'onboarding'],
    ['Send the reminder e-mail in the evening instead of the morning', 'e-mail', 'visit_rate', 'engagement'],
    ['Show the delivery cost before the payment step', 'checkout', 'checkout_conversion', 'monetisation'],
  ])('finds "%s" testable', async (idea, surface, goalMetric, template) => {
    expect(await assess(idea, { surface, goalMetric })).toMatchObject({
      testable: true,
      questions: [],
      template,
    });
  });

  it.each(['Make the app better', 'improve conversion', 'More engagement!'])(
    'asks what "%s" means',
    async (idea) => {
      const { testable, questions, outcome, verdicts } = await assess(idea);
      expect([testable, outcome, verdicts?.specific.verdict]).toEqual([false, 'experiment', 'missing']);
      expect(questions.length).toBeGreaterThan(0);
      expect(questions.length).toBeLessThanOrEqual(2);
    },
  );

  it('asks which comes first if several changes are proposed at once', async () => {
    const { testable, questions } = await assess('Add a tour, move the gate to 40 and remove the adverts');
    expect(testable).toBe(false);
    expect(questions.join()).toContain('Add a tour; move the gate to 40; remove the adverts');
  });

  it('advises against an experiment on a repair', async () => {
    const { testable, reason, questions, outcome, ground } = await assess(
      'Fix the broken login button on the start screen',
    );
    expect({ testable, questions }).toEqual({ testable: false, questions: [] });
    expect([outcome, ground]).toEqual(['do-now', 'bug-fix']);
    expect(reason).toContain('broken');
  });

  it('raises the risk if money is touched, and never lowers it', async () => {
    expect(await assess('Show a lower price for the first order')).toMatchObject({ risk: 'high' });
    expect(await assess('Move the first gate from level 30 to 40', { risk: 'high' })).toMatchObject({
      risk: 'high',
    });
  });

  it('records what the call cost and came from', async () => {
    const deps = agentsOn(server, {
      prices: { 'scripted-model': { input: 2, cachedInput: null, output: 10 } },
    });
    const result = await assessIdea(deps, { request: requestOf(), templates: TEMPLATES });
    const [run, ...more] = result.kind === 'ok' ? result.value.runs : [];
    expect(more).toEqual([]);
    expect(run).toMatchObject({
      role: 'supervisor',
      model: 'scripted-model',
      prompt: 'supervisor@4',
      repaired: false,
    });
    expect(run?.promptHash).toBe(deps.prompts.supervisor.hash);
    expect(run?.costUsd).toBeCloseTo(((run?.inputTokens ?? 0) * 2 + (run?.outputTokens ?? 0) * 10) / 1e6, 12);
  });

  it('sends no Slack id, address or key to the model', async () => {
    const before = server.requests().length;
    await assess(
      'Move the first gate of ada@corner-shop.dev (+49 151 23456789) <@U0123ABCDE> to 40, key sk-abcdefghijklmnop1234',
    );
    const sent = server
      .requests()
      .slice(before)
      .map(({ body }) => body)
      .join();
    expect(sent).toContain('[email removed]');
    expect(sent).not.toMatch(/ada@|23456789|U0123ABCDE|sk-abc/);
  });
});

describe('proposeDesign', () => {
  const design = async (changes = {}, brief = {}) =>
    outputOf(
      await proposeDesign(agentsOn(server), {
        request: requestOf(changes),
        assessment: ASSESSMENT,
        catalogue: CATALOGUE,
        ...brief,
      }),
    );

  it('makes words from the idea and takes metrics from the catalogue', async () => {
    const proposal = await design();
    expect(proposal.title).toBe('Move the first gate from level 30 to 40');
    expect(proposal.hypothesis).toContain('7-day retention will rise by at least 1.5 %');
    expect(proposal.controlDescription).toContain('level 30');
    expect(proposal.guardrailMetrics).toEqual(['crash_rate']);
    expect(proposal.secondaryMetrics).not.toContain('retention_7d');
  });

  it('gives no goal of several a second role', async () => {
    const proposal = await design({ otherGoals: ['crash_rate'] });
    expect([...proposal.guardrailMetrics, ...proposal.secondaryMetrics]).not.toContain('crash_rate');
  });

  it('fills every treatment of the split, the alternatives of the idea first', async () => {
    const thirds = [1 / 3, 1 / 3, 1 / 3];
    const { treatmentDescriptions } = await design({
      idea: 'Move the first gate from level 30 to 40 or 50',
      split: thirds,
    });
    expect(treatmentDescriptions).toEqual([
      'Move the first gate from level 30 to 40',
      'Move the first gate from level 30 to 50',
    ]);
    const two = await design({ split: thirds });
    expect(new Set(two.treatmentDescriptions).size).toBe(2);
  });

  it('answers comments and cites history', async () => {
    const proposal = await design(
      {},
      {
        comments: ['Try level 35'],
        history: [
          { key: 'gate-at-25', title: 'Gate at level 25', outcome: 'Killed: −0.8 %.', isClose: true },
          { key: 'mail', title: 'Send a mail', outcome: 'Shipped.', isClose: false },
        ],
      },
    );
    expect(proposal.treatmentDescriptions[0]).toContain('Try level 35');
    expect(proposal.rationale).toContain('Gate at level 25');
    expect(proposal.citations).toEqual([{ key: 'gate-at-25', stance: 'contradicts' }]);
  });
});

describe('reviewPlan', () => {
  const review = async (text: string) =>
    outputOf(await reviewPlan(agentsOn(server), { plan: planOf([text], { title: text }) }));

  it('has no objection to an honest change', async () => {
    expect(await review('Move the first gate from level 30 to 40')).toMatchObject({
      verdict: 'no-objection',
      objections: [],
    });
  });

  it.each([
    ['Add a fake countdown to the checkout', 'fake countdown'],
    ['Greet people by their date of birth', 'date of birth'],
    ['Show the offer to children after school', 'children'],
    ['Hide the unsubscribe link below the fold', 'Hide the unsubscribe'],
  ])('objects to "%s" by its words', async (text, words) => {
    const { verdict, objections } = await review(text);
    expect(verdict).toBe('objection');
    expect(objections.join()).toContain(`"${words}"`);
  });

  it('says of each finding what it is about and whether it blocks', async () => {
    const { findings } = await review('Greet people by their date of birth');
    expect(findings?.map(({ category, severity }) => `${severity} ${category}`)).toEqual([
      'block privacy',
      'concern measurement',
    ]);
  });

  it('is satisfied by a design that answers its objection', async () => {
    const { objections } = await review('Add a fake countdown to the checkout');
    const proposal = outputOf(
      await proposeDesign(agentsOn(server), {
        request: requestOf({ idea: 'Add a fake countdown to the checkout' }),
        assessment: ASSESSMENT,
        catalogue: CATALOGUE,
        objections,
      }),
    );
    expect(proposal.title).toBe('Add a real countdown to the checkout');
    expect(await review(proposal.treatmentDescriptions.join())).toMatchObject({ verdict: 'no-objection' });
  });
});

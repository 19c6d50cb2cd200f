import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { designOf } from '#domain/experiment.ts';
import { type Question, readQuestion } from '#sandbox/stand-ins/openai/read-question.ts';
import { startScriptedModel } from '#sandbox/stand-ins/openai/scripted-model.ts';
import { scriptedDesigner } from '#sandbox/stand-ins/openai/scripts/designer.ts';
import { SCRIPTS } from '#sandbox/stand-ins/openai/scripts.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const Computed = z.object({ findings: z.array(z.string()) }).nullable();

/** What code found about the answer before, for each question to the designer. */
function findings({ running }: Journey): readonly (readonly string[] | null)[] {
  const asked = (running.sandbox.model?.requests() ?? []).filter(({ role }) => role === 'designer');
  return asked.map(({ body }) => {
    const block = readQuestion(body)?.blocks.get('computed') ?? 'null';
    return Computed.parse(JSON.parse(block))?.findings ?? null;
  });
}

describe('a designer that sees what its choices come to', () => {
  it('answers once more if a guardrail of its own can hardly be proven, and the better answer stays', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA, { ...FORM, guardrailMetrics: [] });
      const [first, second, ...more] = findings(journey);
      expect([first, more]).toEqual([null, []]);
      expect(second?.join('\n')).toMatch(
        /The guardrail crash_rate \(Crash rate\) is (too rare|proven within)/,
      );
      const { guardrails } = designOf(await journey.load(key)).plan;
      expect(guardrails.length).toBeGreaterThan(0);
      expect(guardrails.map(({ metric }) => metric.key)).not.toContain('crash_rate');
    }));

  it('is not asked again about what people chose', () =>
    withJourney(async (journey) => {
      await journey.propose('mia', IDEA, { ...FORM, guardrailMetrics: ['crash_rate'] });
      expect(findings(journey)).toEqual([null]);
    }));

  it('keeps its first answer if the second one cannot be used', async () => {
    const designer = (question: Question) =>
      question.blocks.get('computed') === 'null' ? scriptedDesigner(question) : {};
    const model = await startScriptedModel({ port: 0, scripts: { ...SCRIPTS, designer } });
    const { baseUrl } = model;
    const answers = { apiKey: 'sk-sandbox', baseUrl, model: 'scripted-model', prices: {} } as const;
    try {
      await withJourney(
        async (journey) => {
          const key = await journey.propose('mia', IDEA, { ...FORM, guardrailMetrics: [] });
          const { status, runs, design } = await journey.load(key);
          expect(status).toBe('in-review');
          expect(design?.plan.guardrails.map(({ metric }) => metric.key)).toContain('crash_rate');
          // The answer that was taken, the one that was not, and its repair: all of them are in the books.
          expect(runs.filter(({ role }) => role === 'designer')).toHaveLength(3);
        },
        { model: { ...answers, structured: 'schema', timeoutMs: 10_000 } },
      );
    } finally {
      await model.close();
    }
  });
});

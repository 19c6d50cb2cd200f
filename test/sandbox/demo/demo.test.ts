import { describe, expect, it } from 'vitest';
import { DEMO_EXPERIMENTS } from '#sandbox/demo/experiments.ts';
import { runDemo } from '#sandbox/demo/run-demo.ts';
import { SANDBOX_SCENARIOS } from '#sandbox/run-sandbox.ts';
import { withUnitsWithoutVariant } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { createPage } from '#sandbox/terminal/page.ts';
import { silentLogger } from '#shared/logger.ts';

async function play(experiments = DEMO_EXPERIMENTS, scenarios = SANDBOX_SCENARIOS, withFile = false) {
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  const page = createPage({ write, columns: 96, colour: false, isInteractive: false });
  const result = await runDemo({
    page,
    columns: 96,
    log: silentLogger,
    databaseFile: ':memory:',
    experiments,
    scenarios,
    withFile,
  });
  return { result, shown };
}

/** Hashes differ from play to play, because people get new pseudonyms. */
function withoutHashes(shown: string): string {
  return shown.replaceAll(/\b(plan|snapshot) [0-9a-f]{12}\b/g, '$1 (hash)');
}

describe('the demo', () => {
  it('plays four experiments and finds each as expected', async () => {
    const { result, shown } = await play(DEMO_EXPERIMENTS, SANDBOX_SCENARIOS, true);
    const lastLine = 'Demo: 4 experiments, 4 as expected, 0 failed';
    expect(shown.trimEnd().split('\n').at(-1)).toBe(lastLine);
    expect(result).toEqual({ played: 4, failed: 0, lastLine });
    expect(shown).not.toContain('✗');
    for (const fact of ['8,502 of 44,700', '8,279 of 45,489', '2,262 of 21,306', '3,894 of 21,307']) {
      expect(shown).toContain(`at the last look: ${fact}`);
    }
    expect(shown).toContain('✓ the prompt on main: the variant, byte for byte');
    expect(shown).toContain('✓ requests to PostHog: 0');
    expect(shown).toContain('(only @mia sees this)');
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
  });

  it('tells the same stories, word for word, if some exposures have no variant', async () => {
    const { shown } = await play();
    const odd = await play(
      DEMO_EXPERIMENTS,
      SANDBOX_SCENARIOS.map((scenario) => withUnitsWithoutVariant(scenario, 60)),
    );
    expect(odd.result.failed).toBe(0);
    expect(withoutHashes(odd.shown)).toBe(withoutHashes(shown));
  });

  it('says in every report if they are many, and the rules recommend the same', async () => {
    const many = SANDBOX_SCENARIOS.map((scenario) => withUnitsWithoutVariant(scenario, 40_000));
    const { result, shown } = await play(DEMO_EXPERIMENTS.slice(1, 2), many);
    expect(result.failed).toBe(0);
    expect(shown.replaceAll(/[\s│]+/g, ' ')).toContain(
      '40,000 units have no variant: see *Details*'.replaceAll('*', ''),
    );
  });

  it('says what differs from what is published, and counts it as failed', async () => {
    const [, email] = DEMO_EXPERIMENTS;
    if (email === undefined) throw new Error('the demo has lost its second experiment');
    const control = { units: 21_306, successes: 2_263 };
    const totals = { ...email.published.totals, control };
    const wrong = { ...email, published: { ...email.published, totals, flag: 'off' as const } };
    const { result, shown } = await play([wrong]);
    expect(result).toMatchObject({ failed: 1, lastLine: 'Demo: 1 experiment, 0 as expected, 1 failed' });
    expect(shown).toContain('✗ control at the last look: should be 2,263 of 21,306, is 2,262 of 21,306');
    expect(shown).toContain('✗ flag after the decision: should be off, is treatment for all units');
  });

  it('tells why an experiment could not be played to its end', async () => {
    const [first] = DEMO_EXPERIMENTS;
    if (first === undefined) throw new Error('the demo has lost its first experiment');
    const form = { goalMetric: 'retention_7d', surface: 'level gate', smallestLift: '0.1' };
    const { result, shown } = await play([{ ...first, form }]);
    expect(result.failed).toBe(1);
    expect(shown).toMatch(
      /✗ The experiment could not be played to its end:[\s\S]*longest\s+allowed\s+is\s+28/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { DEMO_EXPERIMENTS } from '#sandbox/demo/experiments.ts';
import { runDemo } from '#sandbox/demo/run-demo.ts';
import { createPage } from '#sandbox/terminal/page.ts';
import { silentLogger } from '#shared/logger.ts';

async function play(experiments = DEMO_EXPERIMENTS) {
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
  });
  return { result, shown };
}

describe('the demo', () => {
  it('plays three experiments and finds each as expected', async () => {
    const { result, shown } = await play();
    const lastLine = 'Demo: 3 experiments, 3 as expected, 0 failed';
    expect(shown.trimEnd().split('\n').at(-1)).toBe(lastLine);
    expect(result).toEqual({ played: 3, failed: 0, lastLine });
    expect(shown).not.toContain('✗');
    for (const fact of ['8,502 of 44,700', '8,279 of 45,489', '2,262 of 21,306', '3,894 of 21,307']) {
      expect(shown).toContain(`at the last look: ${fact}`);
    }
    expect(shown).toContain('(only @mia sees this)');
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
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
    const { result, shown } = await play([{ ...first, form: { ...first.form, smallestLift: '0.1' } }]);
    expect(result.failed).toBe(1);
    expect(shown).toMatch(
      /✗ The experiment could not be played to its end:[\s\S]*longest\s+allowed\s+is\s+28/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { renderReminder } from '#features/call-people/reminder-blocks.ts';
import { expectAccepted, readable } from '#test/features/lint.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const NOW = Date.UTC(2026, 0, 30, 9);
const item = { experiment: EXAMPLES.decisionKill.experiment, url: 'https://acme.slack.com/archives/C1/p1' };

describe('the reminder of one person', () => {
  it('is whole for one thing without an address', () => {
    const one = renderReminder([{ ...item, url: null }], NOW);
    expectAccepted(one);
    expect(one.text).toMatch(/^Waits for you \(1\): Decide: /);
  });

  it('ends harm at one press, and puts off anything else', () => {
    const actionOf = (experiment: typeof item.experiment) =>
      JSON.stringify(renderReminder([{ ...item, experiment }], NOW).blocks);
    expect(actionOf(EXAMPLES.decisionKill.experiment)).toContain('decide_kill');
    expect(actionOf(EXAMPLES.decisionKill.experiment)).not.toContain('snooze');
    const plan = EXAMPLES.inReview.experiment;
    for (const days of [3, 7, 14]) expect(actionOf(plan)).toContain(`snooze ${plan.key} ${days}`);
  });

  it('counts what it does not list', async () => {
    const many = renderReminder(
      Array.from({ length: 60 }, () => item),
      NOW,
    );
    expectAccepted(many);
    expect(await readable(many)).toContain('45 more wait for you.');
  });
});

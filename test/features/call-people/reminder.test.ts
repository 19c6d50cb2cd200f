import { describe, expect, it } from 'vitest';
import { renderReminder } from '#features/call-people/reminder-blocks.ts';
import { expectAccepted, readable } from '#test/features/lint.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const item = { experiment: EXAMPLES.decisionKill.experiment, url: 'https://acme.slack.com/archives/C1/p1' };

describe('the reminder of one person', () => {
  it('is whole for one thing without an address', () => {
    const one = renderReminder([{ ...item, url: null }]);
    expectAccepted(one);
    expect(one.text).toMatch(/^Waits for you \(1\): Decide: /);
  });

  it('counts what it does not list', async () => {
    const many = renderReminder(Array.from({ length: 60 }, () => item));
    expectAccepted(many);
    expect(await readable(many)).toContain('45 more wait for you.');
  });
});

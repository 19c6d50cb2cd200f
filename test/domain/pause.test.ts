import { describe, expect, it } from 'vitest';
import { dueLook } from '#domain/schedule.ts';
import { DAY } from '#shared/clock.ts';
import { decision, EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step } from '#test/support/example-story.ts';

const pause = (days: number) => step(days, MARIA, { name: 'pause', reason: 'The e-mail has a wrong link.' });
const resume = (days: number) => step(days, TOM, { name: 'resume' });

describe('a pause', () => {
  it('remembers who stopped it and why, until it goes on', () => {
    const paused = goOn(EXAMPLES.running, pause(2)).experiment;
    expect(paused.pause).toEqual({
      from: 'running',
      person: 'p_maria',
      reason: 'The e-mail has a wrong link.',
    });
    const resumed = goOn(EXAMPLES.running, pause(2), resume(3)).experiment;
    expect(resumed).toMatchObject({ status: 'running', pause: null, flag: { active: true, rollout: 1 } });
  });

  it('while people decide at the registered end leads back to the decision, with buttons that hold', () => {
    const resumed = goOn(EXAMPLES.decisionShip, pause(8.2), resume(8.4));
    expect(resumed.experiment.status).toBe('deciding');
    expect(resumed.posts.at(-1)?.topic).toBe('decision');
    const shipped = goOn(resumed, decision(8.5, PRIYA, 'ship'));
    expect(shipped.experiment).toMatchObject({ status: 'decided', decision: { decision: 'ship' } });
  });

  it('that outlasts the registered end leads to the last look', () => {
    const late = goOn(EXAMPLES.firstDay, pause(5), resume(30)).experiment;
    expect(dueLook(late, START + 30 * DAY)).toMatchObject({ scheduled: true, look: 2, lastDay: true });
  });
});

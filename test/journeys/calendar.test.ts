import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { implemented, launched, merged } from '#test/support/journey-stages.ts';

const SECOND = 'Show the tutorial again after the first gate';

/** The day so many days from now, as a person types it. */
function dayIn(journey: Journey, days: number): string {
  return new Date(journey.running.bot.coPilot.clock.now() + days * DAY).toISOString().slice(0, 10);
}

const starts = async (journey: Journey, key: string) =>
  (await journey.thread(key)).filter((text) => /plans to start|planned start|No start/.test(text));

const passing = (journey: Journey, days: number) => journey.running.advance(days * DAY, { step: 6 * HOUR });

describe('a planned start', () => {
  it('that collides is queued and told, and an approver is called when the surface is free', () =>
    withJourney(async (journey) => {
      const first = await launched(journey);
      const key = await merged(journey, SECOND);
      await journey.command('mia', `schedule ${key} ${dayIn(journey, 2)}`);
      expect(await starts(journey, key)).toEqual([expect.stringContaining(`\`${first}\` is before it on`)]);
      expect((await journey.load(key)).waiting).toBeUndefined();
      await journey.command('ada', 'calendar');
      expect(journey.told('ada')).toMatch(/level gate · taken; 0 % of its traffic is left/);
      expect(journey.told('ada')).toMatch(/runs until .*\n.*starts on .*, queued/);

      await passing(journey, 3);
      expect((await journey.load(key)).start?.calledAt).toBeUndefined();
      await journey.press('priya', key, 'launch');
      expect(journey.told('priya')).toContain(`The same surface is used by \`${first}\``);

      await journey.command('priya', `pause ${first} the event is wrong`);
      await passing(journey, 0.25);
      expect((await starts(journey, key)).at(-1)).toContain('so it is queued until that is over');
      await journey.command('priya', `stop ${first} it is over`);
      await passing(journey, 1);
      expect((await journey.load(key)).start?.calledAt).toBeDefined();
      expect((await starts(journey, key)).at(-1)).toMatch(/The planned start has come/);
      await journey.press('priya', key, 'launch');
      expect((await journey.load(key)).status).toBe('verifying');
    }));

  it('stands right in the thread also while its code is not merged, and calls an approver at the merge', () =>
    withJourney(async (journey) => {
      const first = await launched(journey);
      const key = await implemented(journey, SECOND);
      await journey.command('mia', `schedule ${key} ${dayIn(journey, 1)}`);
      expect((await starts(journey, key)).at(-1)).toContain(`\`${first}\` is before it on`);
      await passing(journey, 2);
      await journey.command('priya', `stop ${first} it is over`);
      await passing(journey, 0.25);
      expect((await starts(journey, key)).at(-1)).toContain('is free then');
      expect((await journey.load(key)).start?.calledAt).toBeUndefined();
      const { code } = await journey.load(key);
      await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
      await passing(journey, 0.25);
      expect((await journey.load(key)).start?.calledAt).toBeDefined();
      expect((await starts(journey, key)).at(-1)).toContain('The planned start has come');
    }));

  it('holds no launch back, and can be dropped', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      await journey.command('mia', `schedule ${key} ${dayIn(journey, 5)}`);
      expect((await starts(journey, key)).at(-1)).toContain('is free then');
      await journey.command('mia', `schedule ${key} none`);
      expect((await starts(journey, key)).at(-1)).toContain('No start is planned any more');
      expect((await journey.load(key)).waiting?.act).toBe('launch');
      await journey.command('mia', `schedule ${key} ${dayIn(journey, 5)}`);
      await journey.press('priya', key, 'launch');
      expect((await journey.load(key)).status).toBe('verifying');
    }));

  it('is refused with what to do: a day that is over, none at all, a person without a part in it', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      await journey.command('mia', `schedule ${key} ${dayIn(journey, -1)}`);
      expect(journey.told('mia')).toContain('A start can be planned from today on');
      await journey.command('mia', `schedule ${key} 2026-02-30`);
      expect(journey.told('mia')).toContain('Give the day as year-month-day');
      await journey.command('ada', `schedule ${key} ${dayIn(journey, 3)}`);
      expect(journey.told('ada')).toContain('plan the start');
      await journey.command('mia', 'calendar moon');
      expect(journey.told('mia')).toContain('There is no surface of that name');
      expect((await journey.load(key)).start).toBeUndefined();
    }));
});

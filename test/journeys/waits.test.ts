import { describe, expect, it } from 'vitest';
import { remindPeople } from '#features/call-people/remind-people.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { type Journey, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';

/** The bot's direct messages to a person, oldest first. */
function directly(journey: Journey, person: string): readonly string[] {
  return reminders(journey, person).map(({ text }) => text ?? '');
}

function reminders({ running: { sandbox } }: Journey, person: string) {
  const { users, channels, messages } = sandbox.slack.snapshot();
  const id = Object.values(users).find(({ name }) => name === person)?.id;
  const im = Object.values(channels).find(({ user }) => user === id && id !== undefined);
  return messages.filter(({ channel }) => channel === im?.id);
}

/** Chooses in the menu of the newest reminder; a value that the menu does not have is typed. */
async function snooze(journey: Journey, person: string, command: string): Promise<void> {
  const { slack } = journey.running.sandbox;
  const newest = reminders(journey, person).at(-1);
  if (newest === undefined) throw new Error(`${person} has no reminder`);
  if (!JSON.stringify(newest.blocks).includes(command)) {
    await journey.command(person, command);
    return;
  }
  await journey.running.act(() => slack.as(person).select(newest, { actionId: 'pick_command' }, command));
}

async function times(journey: Journey, key: string, words: string): Promise<number> {
  return (await journey.thread(key)).filter((text) => text.includes(words)).length;
}

describe('a plan that no person answers', () => {
  it('calls the approvers, reminds each once a working day, calls again and is withdrawn', () =>
    withJourney(async (journey) => {
      // A Monday, 09:00.
      const key = await journey.propose('mia');
      const [plan] = (await journey.thread(key)).filter((text) => text.includes('Please review this plan'));
      // One of them at first; both are reminded.
      expect(plan).toMatch(/^@(?:priya|sam) Please review this plan\./);
      await journey.running.advance(4 * HOUR);
      expect(directly(journey, 'priya')).toEqual([]);
      await journey.running.advance(DAY);
      expect(directly(journey, 'priya')).toEqual([
        expect.stringContaining('Waits for you (1): Review the plan'),
      ]);
      expect(directly(journey, 'sam')).toHaveLength(1);
      expect(directly(journey, 'mia')).toEqual([]);
      await journey.running.advance(3 * DAY);
      // Tuesday to Friday; the weekend is quiet.
      expect(directly(journey, 'priya')).toHaveLength(4);
      expect(await times(journey, key, 'has waited for a review of the plan')).toBe(1);
      const { messages } = journey.running.sandbox.slack.snapshot();
      const inChannel = messages.filter(({ subtype }) => subtype === 'thread_broadcast');
      expect(inChannel.map(({ text }) => text)).toEqual([expect.stringContaining('has waited for a review')]);
      await journey.running.advance(2 * DAY);
      expect(directly(journey, 'priya')).toHaveLength(4);
      await journey.running.advance(8 * DAY);
      expect((await journey.load(key)).status).toBe('cancelled');
      const said = (await journey.thread(key)).at(-1) ?? '';
      expect(said).toContain('Withdrawn: no person answered in this thread for 14 days');
      expect(said).toContain('@mia');
      expect(await journey.card(key)).toContain('Withdrawn');
      const reminded = directly(journey, 'priya').length;
      await journey.running.advance(7 * DAY, { step: 6 * HOUR });
      expect(directly(journey, 'priya')).toHaveLength(reminded);
    }));
});

describe('what waits for people', () => {
  it('is one message for each person, at nine o’clock of their own day and not while they rest', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const idOf = (name: string) => slack.userId(name);
      slack.changeUser(idOf('priya'), { tz: 'Asia/Tokyo' });
      const tuesday = Date.UTC(2026, 8, 8) / 1000;
      slack.changeUser(idOf('sam'), { quiet: { from: tuesday, until: tuesday + 13 * 3600 } });
      const first = await journey.propose('mia');
      await journey.propose('mia', MAIL.idea, MAIL.form);
      // Monday, 09:00 UTC, is six in the evening in Tokyo: a working day later is Tuesday at nine UTC, too late there.
      await journey.running.advance(DAY + 2 * HOUR);
      expect(directly(journey, 'priya')).toEqual([]);
      expect(directly(journey, 'sam')).toEqual([]);
      // Tuesday, 13:00 UTC: sam's rest is over. Wednesday, 00:00 UTC, is nine o'clock in Tokyo.
      await journey.running.advance(3 * HOUR);
      expect(directly(journey, 'sam')).toEqual([expect.stringContaining('Waits for you (2)')]);
      await journey.running.advance(9 * HOUR);
      expect(directly(journey, 'priya')).toEqual([]);
      await journey.running.advance(2 * HOUR);
      expect(directly(journey, 'priya')).toEqual([expect.stringContaining('Waits for you (2)')]);
      expect(directly(journey, 'sam')).toHaveLength(1);
      slack.changeUser(idOf('sam'), { isDeactivated: true });
      await journey.press('priya', first, 'approve_plan');
      await journey.running.advance(DAY);
      expect(directly(journey, 'sam')).toHaveLength(1);
      expect(directly(journey, 'priya').at(-1)).toContain('Waits for you (1)');
    }));

  it('can be put off by one person, alone and for a while, from the menu of the reminder', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await journey.running.advance(DAY + HOUR);
      await unchanged(journey, key, () => snooze(journey, 'priya', `snooze ${key} 40`));
      expect(journey.told('priya')).toContain('number from 1 to 14');
      await snooze(journey, 'priya', `snooze ${key} 3`);
      expect(journey.told('priya')).toContain('No reminder of this until');
      await journey.running.advance(2 * DAY);
      expect([directly(journey, 'priya').length, directly(journey, 'sam').length]).toEqual([1, 3]);
      // Friday, three days after the press.
      await journey.running.advance(DAY);
      expect(directly(journey, 'priya')).toHaveLength(2);
    }));

  it('is claimed before it is sent, so that no crash sends it twice', () =>
    withJourney(async (journey) => {
      await journey.propose('mia');
      await journey.running.advance(DAY + HOUR);
      expect(directly(journey, 'sam')).toHaveLength(1);
      await remindPeople(journey.running.bot.coPilot);
      await remindPeople(journey.running.bot.coPilot);
      expect(directly(journey, 'sam')).toHaveLength(1);
      journey.running.sandbox.slack.fail({
        method: 'users.info',
        kind: { error: 'internal_error' },
        times: 1,
      });
      await journey.running.advance(DAY);
      // One person's fault holds up no other, and the next run tries again.
      expect([directly(journey, 'sam').length, directly(journey, 'priya').length]).toEqual([2, 2]);
    }));

  it('is a decision on a change that is proven worse: called, reminded of, and back at the control in three days', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      const asked = (await journey.thread(key)).at(-1) ?? '';
      expect(asked).toMatch(/^@priya @sam Please decide\./);
      await journey.running.advance(30 * DAY, { step: 6 * HOUR });
      const { decision } = await journey.load(key);
      expect(decision.record).toMatchObject({ decision: 'kill', unattended: { why: 'expired' } });
      expect(directly(journey, 'priya').filter((text) => text.includes('Decide:')).length).toBeGreaterThan(0);
      expect(await times(journey, key, 'a decision still waits')).toBe(1);
      const told = (await journey.thread(key)).find((text) =>
        text.includes('because no approver decided in time'),
      );
      // The message of the outcome shows the clean-up now, and whom that waits for.
      expect(told).toContain('@mia Please have this clean-up reviewed and merged.');
    }));

  it('waits while the experiment is paused, which the thread and a press on the report say', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.command('ada', `pause ${key} support is flooded`);
      expect((await journey.thread(key)).at(-1)).toContain('The report above waits for that.');
      await unchanged(journey, key, () => journey.press('priya', key, 'decide_kill'));
      expect(journey.told('priya')).toContain('The experiment is paused');
      await journey.command('sam', `resume ${key}`);
      expect((await journey.thread(key)).at(-1)).toContain('The report above asks for a decision.');
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).decision.record?.decision).toBe('kill');
    }));

  it('can be ended in the reminder itself if it is proven worse, which the thread then shows', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.running.advance(2 * DAY, { step: 6 * HOUR });
      await journey.command('sam', `snooze ${key} 3`);
      expect(journey.told('sam')).toContain('this reminder cannot be put off');
      const reminder = reminders(journey, 'priya').at(-1);
      if (reminder === undefined) throw new Error('priya has no reminder');
      await journey.pressOn('priya', reminder, 'decide_kill');
      expect((await journey.load(key)).decision.record).toMatchObject({ decision: 'kill' });
      expect((await journey.thread(key)).join('\n')).toContain('Killed by @priya');
      await journey.pressOn('sam', reminders(journey, 'sam').at(-1) ?? reminder, 'decide_kill');
      expect(journey.told('sam')).toContain('Deciding is not possible now');
    }));

  it('is a pull request: the owner is called, reminded of it every fifth day, and the thread calls every week', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await journey.press('priya', key, 'approve_plan');
      const opened = (await journey.thread(key)).at(-1) ?? '';
      expect(opened).toContain('@mia Please have this pull request reviewed and merged.');
      await journey.running.advance(30 * DAY, { step: 6 * HOUR });
      expect((await journey.load(key)).status).toBe('implemented');
      expect(await times(journey, key, 'has waited for the merge of the pull request')).toBe(4);
      const reminded = directly(journey, 'mia').length;
      expect(reminded).toBeGreaterThanOrEqual(4);
      expect(reminded).toBeLessThanOrEqual(7);
    }));

  it('is a failed step: the owner is called in the thread and every working day', () =>
    withJourney(async (journey) => {
      const { github } = journey.running.sandbox;
      const key = await journey.propose('mia');
      github.fail({ kind: 'http-403', times: 1, method: 'POST' });
      await journey.press('priya', key, 'approve_plan');
      journey.takeErrors();
      const failed = (await journey.thread(key)).at(-1) ?? '';
      expect(failed).toContain('@mia A step failed. Please have it tried again.');
      await journey.running.advance(10 * DAY, { step: 6 * HOUR });
      expect(directly(journey, 'mia').length).toBeGreaterThanOrEqual(6);
      expect(await times(journey, key, 'has waited for a failed step')).toBe(2);
      journey.takeErrors();
    }));
});

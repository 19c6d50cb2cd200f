import { describe, expect, it } from 'vitest';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { messageAsText } from '#test/support/as-text.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { buttonsIn } from '#test/support/journey-buttons.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { launched, merged, reach } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';
import { LOW } from './alerts.ts';

const settings = useSettingsFile();
const EVE = 'U0000000EVE';
const THEIRS = 'T0000000777';
const OTHER = 'C0000OTHER1';
const READS_ONLY = 'belong to another company';
const SECOND = 'Show the tutorial again after the first gate';

/** The id of the channel that is shared with another company. */
const sharedId = ({ running }: Journey) => running.sandbox.slack.channelId('growth');

/** Shares the channel with another company, from which eve comes in. */
async function share({ running }: Journey): Promise<void> {
  const { slack } = running.sandbox;
  const state = slack.snapshot();
  const eve = { id: EVE, name: 'eve', realName: 'Eve', isBot: false, isAdmin: false, isDeactivated: false };
  state.users[EVE] = { ...eve, teamId: THEIRS };
  const growth = state.channels[slack.channelId('growth')];
  if (growth !== undefined)
    state.channels[growth.id] = { ...growth, isShared: true, members: [...growth.members, EVE] };
  slack.restore(state);
  // Until then the bot may go by what Slack told before.
  await running.advance(5 * MINUTE, { step: 5 * MINUTE });
}

/** Adds a public channel of the workspace alone. */
function addOther({ running: { sandbox } }: Journey): void {
  const { slack } = sandbox;
  const state = slack.snapshot();
  const members = [...['mia', 'priya', 'sam'].map(slack.userId), slack.botUserId];
  const usual = { isArchived: false, user: null, isPrivate: false };
  state.channels[OTHER] = { ...usual, id: OTHER, name: 'other', members };
  slack.restore(state);
}

/** The message of the shared channel that collects alerts. */
function collected(journey: Journey): SlackMessage {
  const found = journey.running.sandbox.slack
    .messages(sharedId(journey))
    .find((one) => buttonsIn(one.blocks).includes('snooze_alert') && one.thread_ts === undefined);
  if (found === undefined) throw new Error('no message collects alerts');
  return found;
}

/** What came into a channel since a moment (milliseconds since 1970), as it reads. */
function readThere(journey: Journey, since: number, there = sharedId(journey)): string {
  const { users, messages } = journey.running.sandbox.slack.snapshot();
  const shown = messages.filter(({ channel, ts }) => channel === there && Number(ts) * 1_000 >= since);
  return shown.map((one) => messageAsText(one, (id) => users[id]?.name ?? id)).join('\n');
}

describe('alerts in a channel that is shared with another company', () => {
  it('are read by its people, who snooze none of them, with and without the consent of a member', async () => {
    await settings.add(`${LOW}\nalerts: {graceHours: 0, perDay: 1}`);
    await withJourney(
      async (journey) => {
        const { slack } = journey.running.sandbox;
        const gate = await launched(journey);
        const mail = await launched(journey, MAIL.idea, MAIL.form);
        await share(journey);
        await journey.running.advance(4 * HOUR, { step: HOUR });
        // One of both came by itself, the other one is collected.
        const alone = await journey.spot(gate, 'snooze_alert');
        const inOne = collected(journey);
        expect(messageAsText(inOne, (id) => id)).toContain('1 more alert today');
        for (const message of [alone, inOne]) {
          await unchanged(journey, mail, () =>
            unchanged(journey, gate, async () => {
              await journey.pressOn('eve', message, 'snooze_alert');
              expect(journey.told('eve')).toContain(READS_ONLY);
              expect(slack.openViews('eve')).toEqual([]);
            }),
          );
        }
        await journey.command('mia', 'external on');
        for (const message of [alone, inOne]) {
          await unchanged(journey, mail, () =>
            unchanged(journey, gate, async () => {
              await journey.pressOn('eve', message, 'snooze_alert');
              expect(journey.told('eve')).toContain(
                'Only the requester, the owner or an approver may snooze',
              );
              expect(slack.openViews('eve')).toEqual([]);
            }),
          );
        }
        await journey.pressOn('mia', inOne, 'snooze_alert');
        await journey.fill('mia', { days: '2', reason: 'Few orders are usual for mail.' });
        expect((await journey.load(mail)).alerts?.snoozed.satisfaction?.reason).toContain('Few orders');
      },
      { settingsFile: settings.path },
    );
  });

  it('name no experiment of another channel, nor do digests, the queue and a launch that has to wait', async () => {
    await settings.add(`${LOW}\nalerts: {graceHours: 0, perDay: 0}\ndigests:
  timeZone: UTC
  daily: {channels: [C000000GROW], at: "08:30"}
  weekly: {channels: [C000000GROW], at: "10:00", day: tuesday}
  review: {channels: [C000000GROW], at: "10:00", day: wednesday}
  monthly: {channels: [C000000GROW], at: "10:00"}`);
    await withJourney(
      async (journey) => {
        addOther(journey);
        const gate = await journey.propose('mia', IDEA, FORM, OTHER);
        await journey.press('priya', gate, 'approve_plan');
        const { code } = await journey.load(gate);
        await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
        await journey.press('priya', gate, 'launch');
        await reach(journey, gate, ['running']);
        const own = await merged(journey, SECOND);
        await share(journey);
        const since = journey.running.bot.coPilot.clock.now();
        const day = new Date(journey.running.bot.coPilot.clock.now() + 2 * DAY).toISOString().slice(0, 10);
        await journey.command('mia', `schedule ${own} ${day}`);
        await journey.press('priya', own, 'launch');
        expect(journey.told('priya')).toContain(
          'The same surface is used by an experiment of another channel',
        );
        await journey.command('mia', 'external on');
        await journey.running.advance(25 * DAY, { step: DAY / 4 });
        const there = readThere(journey, since);
        expect(there).toContain(
          'An experiment of another channel is before it on level gate, so it is queued',
        );
        expect(there).toContain('A quiet week');
        expect(there).toMatch(/September 2026: a quiet month/);
        expect(there).not.toContain(gate);
        expect(there).not.toContain('from level 30');
        expect(readThere(journey, 0, OTHER)).toContain('is below one half');
      },
      { settingsFile: settings.path },
    );
  });
});

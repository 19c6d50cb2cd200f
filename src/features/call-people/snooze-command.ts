import { endSnoozeTyped, snoozeTyped } from '#features/alerts/snooze-typed.ts';
import type { Subcommand } from '#features/feature.ts';
import { moment } from '#features/moment.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { refusalWords } from '#features/who-may.ts';
import { DAY } from '#shared/clock.ts';

const DAYS = /^(?:[1-9]|1[0-4])$/;
const USUAL_DAYS = 3;

/**
 * `/experiment snooze <key> [days]`: no reminder of what waits there, to this person alone. With the name of an alert and a reason behind it:
 * no alert of that kind from this experiment, for all; `off` ends that.
 */
export const snoozeCommand: Subcommand = {
  word: 'snooze',
  usage: '<key> [days|off] [alert] [reason]',
  help: 'put your reminder of what waits off, for 3 days or up to 14; or an alert of the experiment, with a reason (`off` ends that)',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const [key = '', typed = String(USUAL_DAYS), alert, ...reason] = rest.split(/\s+/);
    const experiment = await coPilot.load(key);
    if (experiment === null) return tell(unknownKey(key, 'snooze <key>'));
    if (typed === 'off') return tell(await endSnoozeTyped({ coPilot, command }, { key, alert: alert ?? '' }));
    if (!DAYS.test(typed))
      return tell(`Give the days as a number from 1 to 14: \`/experiment snooze ${key} 3\`.`);
    if (alert !== undefined) {
      const snooze = { key, alert, days: Number(typed), reason: reason.join(' ') };
      return tell(await snoozeTyped({ coPilot, command }, snooze));
    }
    const { waiting } = experiment;
    if (waiting === undefined)
      return tell('This experiment waits for no person, so there is no reminder to put off.');
    const { act, since } = waiting;
    const at = coPilot.clock.now();
    const until = at + Number(typed) * DAY;
    const actor = await coPilot.people.actorOf(command.user_id);
    const result = await coPilot.execute(key, { name: 'snoozeReminder', act, since, until, actor, at });
    if (result.kind === 'refused') return tell(await refusalWords(coPilot, key, result.problem));
    await tell(
      `No reminder of this until ${moment(until, '{date_short_pretty}')}. The experiment still waits, and others are reminded as before.`,
    );
  },
};

import type { Subcommand } from '#features/feature.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { refusalWords } from '#features/who-may.ts';
import { utcDay } from '#shared/utc-day.ts';
import { planStart } from './plan-start.ts';
import { readDay } from './read-day.ts';

/** `/experiment schedule <key> [date]`: from which day on it is to start, or `none`. */
export const scheduleCommand: Subcommand = {
  word: 'schedule',
  usage: '<key> [date|none]',
  help: 'plan the day of the start; it is queued if the surface is taken then',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const [key = '', day = ''] = rest.split(/\s+/);
    const typed = day.toLowerCase();
    const experiment = await coPilot.load(key);
    if (experiment === null) return tell(unknownKey(key, 'schedule <key> <date>'));
    const now = coPilot.clock.now();
    const actor = await coPilot.people.actorOf(command.user_id);
    const from = readDay(typed, now);
    if (from === null && typed !== 'none') {
      const usage = `/experiment schedule ${key}`;
      return tell(
        `Give the day as year-month-day: \`${usage} ${utcDay(now)}\`, or \`${usage} none\` for as soon as possible.`,
      );
    }
    const result =
      from === null
        ? await coPilot.execute(key, { name: 'dropStart', actor, at: now })
        : await planStart(coPilot, experiment, from, actor);
    if (result.kind === 'refused') return tell(await refusalWords(coPilot, key, result.problem));
    await tell(
      from === null ? 'The planned start is dropped.' : 'Planned. The thread says when it can start.',
    );
  },
};

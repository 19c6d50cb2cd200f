import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { renderCalendar } from './calendar-blocks.ts';
import { gatherCalendar } from './gather-calendar.ts';

/** `/experiment calendar [surface]`: what has which surface and until when, and what comes after it. */
export const calendarCommand: Subcommand = {
  word: 'calendar',
  usage: '[surface]',
  help: 'what runs on each surface, what is queued, and how much traffic is left',
  changesNothing: true,
  // A longer text is an idea: "calendar on the start page".
  reads: (words) => words.length < 4,
  run: async ({ coPilot, rest, respond }) => {
    const asked = rest.trim() === '' ? null : surfaceNamed(coPilot, rest.trim());
    if (asked === undefined) {
      const names = coPilot.choices.surfaces.slice(0, 20).join(', ');
      await respond({
        text: `There is no surface of that name. The surfaces are ${names}.`,
        response_type: 'ephemeral',
      });
      return;
    }
    const { surfaces } = await gatherCalendar(coPilot, asked ?? undefined);
    const calendar = renderCalendar(surfaces, asked);
    await respond({ ...(await coPilot.chat.named(calendar)), response_type: 'ephemeral' });
  },
};

function surfaceNamed({ choices }: Pick<CoPilot, 'choices'>, typed: string): string | undefined {
  return choices.surfaces.find((name) => name.toLowerCase() === typed.toLowerCase());
}

import type { Subcommand } from '#features/feature.ts';
import { executePress } from '#features/press.ts';
import { keptPlaceProblem } from '#features/propose-experiment/refuse-place.ts';
import { unknownKey } from '#features/unknown-key.ts';

/** `/experiment plan <key>`: an idea of the backlog gets its thread, and the agents begin. */
export const planCommand: Subcommand = {
  word: 'plan',
  usage: '<key>',
  help: 'have an idea of the backlog planned: its thread begins',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
    const found = await coPilot.load(rest);
    if (found === null) return tell(unknownKey(rest, 'plan <key>'));
    const { channel } = found.delivery;
    // The card would be read by all who are in the channel now.
    const problem = found.status === 'backlog' ? await keptPlaceProblem(coPilot, channel) : null;
    if (problem !== null) return tell(problem);
    const actor = await coPilot.people.actorOf(command.user_id);
    if (!(await executePress(coPilot, { actor, tell }, rest, { name: 'planIdea' }))) return;
    await tell(`Planning \`${rest}\`. Its thread begins in <#${channel}>.`);
  },
};

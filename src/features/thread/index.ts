import { code } from '#block-kit/mrkdwn.ts';
import { oneLine } from '#block-kit/text.ts';
import type { Feature, Subcommand } from '#features/feature.ts';
import { healInWords } from '#features/heal-threads/heal-in-words.ts';
import { executePress } from '#features/press.ts';
import * as actions from './actions.ts';
import { renderCardFailed, renderEffectFailed } from './blocks.ts';

const retry: Subcommand = {
  word: 'retry',
  usage: '<key>',
  help: 'try failed steps again',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const healed = await healInWords(coPilot, rest);
    if (healed !== null) await tell(healed);
    const failed = (await coPilot.load(rest))?.delivery.failedEffects ?? [];
    // What a closed channel kept out follows by itself when the channel is open.
    const dead = failed.filter(({ closed }) => closed !== true || healed === null);
    if (dead.length === 0 && healed !== null) return;
    if (dead.length === 0)
      return tell(
        `Nothing has failed in ${code(oneLine(rest, 60))}. \`/experiment list\` shows all experiments.`,
      );
    const actor = await coPilot.people.actorOf(command.user_id);
    for (const { effect } of dead) {
      await executePress(coPilot, { actor, tell }, rest, { name: 'retryEffect', effect, message: null });
    }
    await tell(
      `Trying again: ${dead.length === 1 ? 'one step' : `${dead.length} steps`}. The thread shows how it goes.`,
    );
  },
};

/** The thread itself: the card, posts, stamps, and what failed for good. */
export const thread = {
  name: 'thread',
  actions: Object.values(actions),
  subcommands: [retry],
  messages: { 'effect-failed': renderEffectFailed, 'card-failed': renderCardFailed },
} satisfies Feature;

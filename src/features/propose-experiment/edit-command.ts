import { decide } from '#domain/decide.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import type { Subcommand } from '#features/feature.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { anyEdit } from './any-edit.ts';
import { requestModal } from './modal.ts';
import { requestForForm } from './propose-experiment.ts';

/** `/experiment edit <key>`: opens the form of the request, as the button of the plan does. */
export const editCommand: Subcommand = {
  word: 'edit',
  usage: '<key>',
  help: 'change what is asked for, before the plan is approved',
  changesNothing: true,
  run: async ({ coPilot, command, rest, respond, client }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const experiment = await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, 'edit <key>'));
    const planHash = experiment.design?.planHash ?? null;
    const message = newestPost(experiment.delivery, 'plan');
    const body = anyEdit(experiment, { planHash, message });
    const actor = await coPilot.people.actorOf(command.user_id);
    const tried = decide(experiment, { ...body, actor, at: coPilot.clock.now() });
    if (tried.kind === 'refused') return tell(tried.problem.message);
    const values = await requestForForm(coPilot, experiment);
    // The empty string stands for "none": an experiment without a plan, a message that is not in the thread.
    const purpose = {
      mode: 'edit',
      experiment: rest,
      planHash: planHash ?? '',
      message: message ?? '',
    } as const;
    const view = requestModal({ purpose, choices: coPilot.choices, values });
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};

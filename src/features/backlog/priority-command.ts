import { decide } from '#domain/decide.ts';
import type { Subcommand } from '#features/feature.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { refusalWords } from '#features/who-may.ts';
import { priorityView } from './priority-form.ts';

/** `/experiment priority <key>`: opens the form with reach, confidence and effort. */
export const priorityCommand: Subcommand = {
  word: 'priority',
  usage: '<key>',
  help: 'set how soon an idea of the backlog is worth planning',
  changesNothing: true,
  run: async ({ coPilot, command, rest, respond, client }) => {
    const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
    const experiment = await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, 'priority <key>'));
    const actor = await coPilot.people.actorOf(command.user_id);
    const body = { name: 'prioritise', priority: null } as const;
    const tried = decide(experiment, { ...body, actor, at: coPilot.clock.now() });
    const problem =
      (await coPilot.sight.refusal(experiment.delivery.channel)) ??
      (tried.kind === 'refused' ? tried.problem : null);
    if (problem !== null) return tell(await refusalWords(coPilot, rest, problem));
    await client.views.open({ trigger_id: command.trigger_id, view: priorityView(experiment) });
  },
};

import { decide } from '#domain/decide.ts';
import { contextNow, evidenceOf } from '#features/decide-experiment/evidence-now.ts';
import { noSecondApprover } from '#features/decide-experiment/second-vote.ts';
import type { Subcommand } from '#features/feature.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { extendCommand } from './extend-command.ts';
import { extendView, firstChoice } from './extend-view.ts';

/** `/experiment extend <key>`: opens the form of the button, if its command would be taken. */
export const typedExtend: Subcommand = {
  word: 'extend',
  usage: '<key>',
  help: 'let an experiment run longer, before its registered end (approvers)',
  changesNothing: true,
  run: async ({ coPilot, command, rest, respond, client }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const experiment = await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, 'extend <key>'));
    if (experiment.design === null) return tell('There is no plan to extend yet.');
    const now = coPilot.clock.now();
    const evidence = evidenceOf(contextNow(experiment, now));
    const actor = await coPilot.people.actorOf(command.user_id);
    const body = extendCommand(evidence, firstChoice(experiment), 'asked in the form');
    const decided = decide(experiment, { ...body, actor, at: now });
    if (decided.kind === 'refused') return tell(decided.problem.message);
    const vote = { decision: 'extend', days: firstChoice(experiment), actor } as const;
    const alone = await noSecondApprover(coPilot, experiment, vote);
    if (alone !== null) return tell(alone);
    await client.views.open({ trigger_id: command.trigger_id, view: extendView(experiment, evidence) });
  },
};

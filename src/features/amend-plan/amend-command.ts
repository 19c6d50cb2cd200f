import { decide } from '#domain/decide.ts';
import { contextNow, evidenceOf } from '#features/decide-experiment/evidence-now.ts';
import type { Subcommand } from '#features/feature.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { amendView } from './amend-view.ts';

const USAGE = '<key>';

/** `/experiment amend <key>`: opens the form, if the person may ask for a change of the plan now. */
export const amendCommand: Subcommand = {
  word: 'amend',
  usage: USAGE,
  help: 'asks for a change of the registered plan while it runs',
  changesNothing: true,
  run: async ({ coPilot, command, rest, respond, client }) => {
    const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
    const experiment = rest === '' ? null : await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, `amend ${USAGE}`));
    const actor = await coPilot.people.actorOf(command.user_id);
    const evidence = evidenceOf(contextNow(experiment, coPilot.clock.now()));
    // Any change does in place of the form's: who may ask, and when, is the same for all.
    const change = { kind: 'owner', from: experiment.request.owner, to: 'another person' } as const;
    const asked = { name: 'proposeAmendment', change, planHash: evidence.planHash, reason: 'asked' } as const;
    const tried = decide(experiment, { ...asked, actor, at: coPilot.clock.now() });
    if (tried.kind === 'refused') return tell(tried.problem.message);
    await client.views.open({ trigger_id: command.trigger_id, view: amendView(coPilot.choices, evidence) });
  },
};

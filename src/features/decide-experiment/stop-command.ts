import type { PersonBody } from '#domain/command.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { LIFECYCLE } from '#domain/lifecycle.ts';
import type { Subcommand } from '#features/feature.ts';
import { executePress } from '#features/press.ts';
import { decideCommand } from './decide-command.ts';
import { contextNow, evidenceOf } from './evidence-now.ts';
import { noSecondApprover } from './second-vote.ts';
import { typedAct } from './typed-act.ts';

const USAGE = '<key> [reason]';

/** What stops an experiment now: a cancel before it runs; after that killed if the rules say so, otherwise ended without shipping. */
function stopBody(experiment: Experiment, reason: string, now: number): PersonBody {
  if (LIFECYCLE.cancel.from.includes(experiment.status)) return { name: 'cancel', reason };
  const recommended = latestSnapshot(experiment)?.verdict.recommendation;
  const decision = experiment.status === 'deciding' && recommended === 'kill' ? 'kill' : 'end-without-winner';
  const evidence = evidenceOf(contextNow(experiment, now));
  const message = experiment.status === 'deciding' ? evidence.message : null;
  return decideCommand({ ...evidence, message }, decision, reason === '' ? null : reason);
}

/** `/experiment stop <key> [reason]`: ends an experiment for good; a running one takes an approver and a reason. */
export const stopCommand: Subcommand = {
  word: 'stop',
  usage: USAGE,
  help: 'end an experiment for good: the flag goes off (approvers once it runs)',
  run: async (call) => {
    const typed = await typedAct(call, 'stop', USAGE);
    if (typed === null) return;
    const { coPilot } = call;
    const { tell, key, experiment, reason, actor } = typed;
    const body = stopBody(experiment, reason, coPilot.clock.now());
    const alone = body.name === 'decide' && (await noSecondApprover(coPilot, experiment, { ...body, actor }));
    if (alone) return tell(alone);
    if (!(await executePress(coPilot, { actor, tell }, key, body))) return;
    const after = await coPilot.load(key);
    const waits = after !== null && after.decision.pendingOverride !== null;
    await tell(waits ? 'A second approver has to confirm it in the thread.' : `Stopping \`${key}\`.`);
  },
};

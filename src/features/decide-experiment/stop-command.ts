import type { PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { LIFECYCLE } from '#domain/lifecycle.ts';
import type { Subcommand, SubcommandCall } from '#features/feature.ts';
import { executePress } from '#features/press.ts';
import { cancelForm } from '#features/review-plan/modals.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { decideCommand } from './decide-command.ts';
import { contextNow, evidenceOf } from './evidence-now.ts';
import { overrideForm } from './modals.ts';
import { noSecondApprover } from './second-vote.ts';
import { typedAct } from './typed-act.ts';

const USAGE = '<key> [reason]';
const WHY = 'Why do you want to end this experiment? The flag goes off, and it cannot be started again.';
const WHY_DROP = 'Why do you drop this idea? It leaves the backlog and cannot be brought back.';
/** Stands for the reason that the form asks for, to see whether an end would be taken. */
const ASKED = 'asked in the form';

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
    if (call.isChosen === true) return askToStop(call);
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
    const done = experiment.status === 'backlog' ? `Dropped \`${key}\`.` : `Stopping \`${key}\`.`;
    await tell(waits ? 'A second approver has to confirm it in the thread.' : done);
  },
};

/** Chosen in a menu: the form that asks why, if an end would be taken now. A press by mistake ends nothing. */
async function askToStop({ coPilot, command, rest, respond, client }: SubcommandCall): Promise<void> {
  const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
  const experiment = await coPilot.load(rest);
  if (experiment === null) return tell(unknownKey(rest, `stop ${USAGE}`));
  const now = coPilot.clock.now();
  const body = stopBody(experiment, ASKED, now);
  const tried = decide(experiment, {
    ...body,
    actor: await coPilot.people.actorOf(command.user_id),
    at: now,
  });
  if (tried.kind === 'refused') return tell(tried.problem.message);
  const evidence = evidenceOf(contextNow(experiment, now));
  const message = experiment.status === 'deciding' ? evidence.message : null;
  const view =
    body.name === 'decide'
      ? overrideForm.view({ ...evidence, message, decision: body.decision }, WHY)
      : cancelForm.view({ ...evidence, message: null }, experiment.status === 'backlog' ? WHY_DROP : WHY);
  await client.views.open({ trigger_id: command.trigger_id, view });
}

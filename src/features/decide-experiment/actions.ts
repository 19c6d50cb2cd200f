import { decide } from '#domain/decide.ts';
import { isEarlyEnd, votesNeeded } from '#domain/decision/quorum.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { actWords } from '#features/act-words.ts';
import { action } from '#features/action.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { boundToDecision, boundToEvidence } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress, type Press, tellPresser } from '#features/press.ts';
import { followUpView } from '#features/propose-experiment/follow-up.ts';
import { toAppError } from '#shared/errors.ts';
import { decideCommand } from './decide-command.ts';
import { overrideForm } from './modals.ts';
import { asksToConfirm, noSecondApprover } from './second-vote.ts';

/** A button that decides; against the recommendation a form asks for the reason first. */
function deciding(id: string, decision: Decision, confirms = false) {
  return action(id, boundToEvidence, async (coPilot, press) => {
    await decidePress(coPilot, press, decision, confirms);
  });
}

export const decideShip = deciding('decide_ship', 'ship');
export const decideKill = deciding('decide_kill', 'kill');
export const decideEnd = deciding('decide_end', 'end-without-winner');
export const decideDrop = deciding('decide_drop', 'drop-variant');
export const decideKeep = deciding('decide_keep', 'keep-running');
/** The second vote against the recommendation. */
export const confirmShip = deciding('confirm_ship', 'ship', true);
export const confirmKill = deciding('confirm_kill', 'kill', true);
export const confirmKeepRunning = deciding('confirm_keep_running', 'keep-running', true);

/** Ends it without shipping, then opens the form of the follow-up; the message of the decision opens it again. */
export const iterate = action('decide_iterate', boundToEvidence, async (coPilot, press) => {
  const isDone = await decidePress(coPilot, press, 'end-without-winner');
  const experiment = isDone ? await coPilot.load(press.value.experiment) : null;
  if (experiment?.status !== 'decided') return;
  try {
    const view = await followUpView(coPilot, experiment);
    await press.client.views.open({ trigger_id: press.triggerId, view });
  } catch (thrown) {
    const { code } = toAppError(thrown);
    coPilot.log.warn('the form of a follow-up could not be opened', { experiment: experiment.key, code });
    await press.tell('It has ended. Press Plan the follow-up in the thread to open the form.');
  }
});

export const undoDecision = action('undo_decision', boundToDecision, async (coPilot, press) => {
  const { experiment, decision, message } = press.value;
  await checkFlagBefore(coPilot, experiment);
  await executePress(coPilot, press, experiment, { name: 'undo', decision, message });
});

/**
 * A form opens before the flag is read: Slack lets it open for three seconds, and a slow flag service takes longer. What is
 * submitted is held against the flag all the same. True if the command was taken.
 */
async function decidePress(
  coPilot: CoPilot,
  press: Press,
  decision: Decision,
  confirms = false,
): Promise<boolean> {
  const { value, actor } = press;
  const command = decideCommand(value, decision, null);
  const before = await coPilot.load(value.experiment);
  const tried = decide(before, { ...command, actor, at: coPilot.clock.now() });
  const isPossible = tried.kind === 'ok' || tried.problem.code === 'needs-reason';
  const question =
    before === null || !isPossible ? null : await questionBefore(coPilot, before, press, decision, confirms);
  if (question !== null) {
    await press.tell(question);
    return false;
  }
  if (tried.kind === 'refused' && tried.problem.code === 'needs-reason') {
    await askWhy(coPilot, press, decision);
    return false;
  }
  await checkFlagBefore(coPilot, value.experiment);
  const result = await coPilot.execute(value.experiment, { ...command, actor, at: coPilot.clock.now() });
  if (result.kind === 'ok') return true;
  if (result.problem.code === 'needs-reason') await askWhy(coPilot, press, decision);
  else await tellPresser(coPilot, press, value.experiment, result.problem);
  return false;
}

/** What a person has to know before the press counts; null if it counts as it is. */
async function questionBefore(
  coPilot: CoPilot,
  experiment: Experiment,
  { value, actor }: Press,
  decision: Decision,
  confirms: boolean,
): Promise<string | null> {
  const vote = { decision, actor };
  const alone = await noSecondApprover(coPilot, experiment, vote);
  return alone ?? (confirms ? null : asksToConfirm(coPilot, experiment, vote, value.message));
}

async function askWhy(
  coPilot: CoPilot,
  { value, actor, client, triggerId }: Press,
  decision: Decision,
): Promise<void> {
  const experiment = await coPilot.load(value.experiment);
  const act = experiment === null ? decision : actWords(experiment, decision);
  const isEarly = experiment !== null && isEarlyEnd(experiment);
  const when = isEarly ? 'before its registered end' : 'against the recommendation';
  const isOne = experiment !== null && votesNeeded(experiment, { decision, actor }) === 1;
  const second = isOne ? '' : ' A second approver then has to confirm.';
  const question = `Why do you want to ${act}, ${when}?${second}`;
  await client.views.open({
    trigger_id: triggerId,
    view: overrideForm.view({ ...value, decision }, question),
  });
}

import type { PersonBody } from '#domain/command.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { Subcommand } from '#features/feature.ts';
import { executePress } from '#features/press.ts';
import { typedAct } from './typed-act.ts';

const USAGE = '<key> [reason]';

/** What a way back is now: the undo while there is one, otherwise a pause, for which a reason is needed. */
function wayBack(experiment: Experiment, reason: string, now: number): PersonBody | null {
  const { record } = experiment.decision;
  if (experiment.status === 'decided' && record !== null && now <= record.undoUntil) {
    const { decidedIn } = experiment.decision;
    const which = decidedIn === undefined ? {} : { decision: decidedIn };
    return { name: 'undo', ...which, message: newestPost(experiment.delivery, 'decided') };
  }
  return reason === '' ? null : { name: 'pause', reason };
}

/** `/experiment rollback <key> [reason]`: takes a decision back within its hour; after that the flag goes to the control. */
export const rollbackCommand: Subcommand = {
  word: 'rollback',
  usage: USAGE,
  help: 'undo the decision, or switch the change off with a reason',
  run: async (call) => {
    const typed = await typedAct(call, 'rollback', USAGE);
    if (typed === null) return;
    const { coPilot } = call;
    const { tell, key, experiment, reason, actor } = typed;
    if (isFinished(experiment.status)) {
      return tell(
        'This experiment is over, so the bot cannot switch anything off any more. If the change was shipped and has to go, revert it in the repository.',
      );
    }
    const body = wayBack(experiment, reason, coPilot.clock.now());
    if (body === null) {
      return tell(
        `There is no decision to undo. To switch the change off, say why: \`/experiment rollback ${key} <reason>\`.`,
      );
    }
    if (!(await executePress(coPilot, { actor, tell }, key, body))) return;
    await tell(body.name === 'undo' ? `Undoing the decision on \`${key}\`.` : `Switching \`${key}\` off.`);
  },
};

import type { PersonBody } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Subcommand } from '#features/feature.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress } from '#features/press.ts';
import { unknownKey } from '#features/unknown-key.ts';

const USAGE = '<key> [reason]';

/** What a way back is now: the undo while there is one, otherwise a pause, for which a reason is needed. */
function wayBack(experiment: Experiment, reason: string, now: number): PersonBody | null {
  const { record } = experiment.decision;
  if (experiment.status === 'decided' && record !== null && now <= record.undoUntil) {
    const decided = Object.entries(experiment.delivery.messages).filter(
      ([, { topic }]) => topic === 'decided',
    );
    const { decidedIn } = experiment.decision;
    const which = decidedIn === undefined ? {} : { decision: decidedIn };
    return { name: 'undo', ...which, message: decided.at(-1)?.[0] ?? null };
  }
  return reason === '' ? null : { name: 'pause', reason };
}

/** `/experiment rollback <key> [reason]`: takes a decision back within its hour; after that the flag goes to the control. */
export const rollbackCommand: Subcommand = {
  word: 'rollback',
  usage: USAGE,
  help: 'undo the decision, or switch the change off with a reason',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const [key = '', ...words] = rest.split(/\s+/);
    await checkFlagBefore(coPilot, key);
    const experiment = await coPilot.load(key);
    if (experiment === null) return tell(unknownKey(key, `rollback ${USAGE}`));
    const reason = await coPilot.people.pseudonymise(words.join(' '));
    const body = wayBack(experiment, reason, coPilot.clock.now());
    if (body === null) {
      return tell(
        `There is no decision to undo. To switch the change off, say why: \`/experiment rollback ${key} <reason>\`.`,
      );
    }
    const actor = await coPilot.people.actorOf(command.user_id);
    if (!(await executePress(coPilot, { actor, tell }, key, body))) return;
    await tell(body.name === 'undo' ? `Undoing the decision on \`${key}\`.` : `Switching \`${key}\` off.`);
  },
};

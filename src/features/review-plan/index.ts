import type { CommandBody } from '#domain/command.ts';
import type { Feature, Subcommand } from '#features/feature.ts';
import { type ButtonValue, executePress, isStillPossible, onPress } from '#features/press.ts';
import { onReason } from '#features/reason-form.ts';
import { reasonModal } from '#features/reason-modal.ts';
import { renderCancelled, renderFirstApproval } from './blocks.ts';

const CHANGES_VIEW = 'request_changes';
const REJECT_VIEW = 'reject_plan';

const cancel: Subcommand = {
  word: 'cancel',
  usage: '<key> [reason]',
  help: 'end an experiment that is not running yet',
  run: async ({ coPilot, command, rest, respond }) => {
    const [key = '', ...words] = rest.split(/\s+/);
    const actor = await coPilot.people.actorOf(command.user_id);
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const reason = await coPilot.people.pseudonymise(words.join(' '));
    const done = await executePress(coPilot, { actor, tell }, key, { name: 'cancel', reason });
    if (done) await tell(`Cancelled \`${key}\`.`);
  },
};

function changesOf({ planHash, message }: ButtonValue, comment: string): CommandBody {
  return { name: 'requestChanges', comment, planHash, message };
}

function rejectionOf({ planHash, message }: ButtonValue, reason: string): CommandBody {
  return { name: 'reject', reason, planHash, message };
}

/** The review of a plan: approve, ask for changes, reject. Editing opens the form of propose-experiment. */
export const reviewPlanFeature = {
  name: 'review-plan',
  messages: { 'first-approval': renderFirstApproval, cancelled: renderCancelled },
  subcommands: [cancel],
  register: (app, coPilot) => {
    onPress(app, coPilot, 'approve_plan', async (press) => {
      const { experiment, planHash, message } = press.value;
      await executePress(coPilot, press, experiment, { name: 'approve', planHash, message });
    });
    onPress(app, coPilot, 'request_changes', async (press) => {
      const { client, triggerId, value } = press;
      if (!(await isStillPossible(coPilot, press, changesOf(value, '')))) return;
      const view = reasonModal({
        callbackId: CHANGES_VIEW,
        title: 'Ask for changes',
        label: 'What should be different?',
        submit: 'Send to the agents',
        value,
      });
      await client.views.open({ trigger_id: triggerId, view });
    });
    onPress(app, coPilot, 'reject_plan', async (press) => {
      const { client, triggerId, value } = press;
      if (!(await isStillPossible(coPilot, press, rejectionOf(value, '')))) return;
      const view = reasonModal({
        callbackId: REJECT_VIEW,
        title: 'Reject the plan',
        label: 'Why should this not be run?',
        submit: 'Reject',
        value,
      });
      await client.views.open({ trigger_id: triggerId, view });
    });
    onReason(app, coPilot, CHANGES_VIEW, changesOf);
    onReason(app, coPilot, REJECT_VIEW, rejectionOf);
  },
} satisfies Feature;

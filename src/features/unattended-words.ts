import { context } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import type { Experiment } from '#domain/experiment.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import { moment } from '#features/moment.ts';

/** Under a message that asks for a decision: what happens if no person takes it. Empty if nothing does. */
export function unattendedBlocks(experiment: Experiment): ChatMessage['blocks'] {
  const due = expiryOf(experiment);
  const isAuto = experiment.unattended?.auto?.mode === 'on' && autoActOf(experiment) !== null;
  if (isAuto) return [context(['Auto is on: the bot does what the rules recommend within minutes.'])];
  if (due === null) return [];
  const until = moment(due, '{date_short_pretty} at {time}');
  return [context([`The flag goes back to the control on ${until} if no approver decides.`])];
}

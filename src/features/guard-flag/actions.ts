import type { TamperingPersonBody } from '#domain/tampering/commands.ts';
import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';

/** A button by which an approver settles a change of the flag by hand. */
function settling(id: string, name: TamperingPersonBody['name']) {
  return action(id, boundToEvidence, async (coPilot, press) => {
    const { experiment, flagVersion, message } = press.value;
    await executePress(coPilot, press, experiment, { name, flagVersion, message });
  });
}

export const restoreFlag = settling('restore_flag', 'restoreFlag');
export const acceptFlag = settling('accept_flag', 'acceptFlag');
export const endForFlag = settling('end_for_flag', 'endForFlag');

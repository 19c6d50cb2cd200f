import { code as inCode, mention } from '#block-kit/mrkdwn.ts';
import type { Refusal } from '#domain/refusal.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Refusals that say that another approver has to do it. */
const NEED_ANOTHER: readonly Refusal['code'][] = ['requester', 'editor', 'owner'];

/** Whether a refusal says that another approver has to do it. */
export function needsAnother({ code }: Refusal): boolean {
  return NEED_ANOTHER.includes(code);
}

/** What to do if there is no other approver. `setting` is the name of the setting, marked as the place needs it. */
export function noOtherApprover(setting: string): string {
  return `At present there is no such approver: an admin can add one (${setting} in the settings).`;
}

/** The words of a refusal, as mrkdwn, with the names of those who may do it if that is another approver. */
export async function refusalWords(
  coPilot: Pick<CoPilot, 'load' | 'people' | 'chat'>,
  key: string,
  refusal: Refusal,
): Promise<string> {
  const { message } = refusal;
  const experiment = needsAnother(refusal) ? await coPilot.load(key) : null;
  if (experiment === null) return message;
  const able = approversFor(experiment, await coPilot.people.approvers());
  const who =
    able.length === 0 ? noOtherApprover(inCode('roles.approvers')) : `${able.map(mention).join(' or ')} can.`;
  return (await coPilot.chat.named({ text: `${message} ${who}`, blocks: [] })).text;
}

import { code as inCode, mention } from '#block-kit/mrkdwn.ts';
import type { Refusal } from '#domain/refusal.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Refusals that say that another approver has to do it. */
const NEED_ANOTHER: readonly Refusal['code'][] = ['requester', 'editor', 'owner'];

/** The words of a refusal, as mrkdwn, with the names of those who may do it if that is another approver. */
export async function refusalWords(
  coPilot: Pick<CoPilot, 'load' | 'people' | 'chat'>,
  key: string,
  { code, message }: Refusal,
): Promise<string> {
  const experiment = NEED_ANOTHER.includes(code) ? await coPilot.load(key) : null;
  if (experiment === null) return message;
  const able = approversFor(experiment, await coPilot.people.approvers());
  const who =
    able.length === 0
      ? `At present there is no such approver: an admin can add one (${inCode('roles.approvers')} in the settings).`
      : `${able.map(mention).join(' or ')} can.`;
  return (await coPilot.chat.named({ text: `${message} ${who}`, blocks: [] })).text;
}

import { mention } from '#block-kit/mrkdwn.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type PersonToAsk, personToAsk } from './person-to-ask.ts';

const ROLES: Readonly<Record<PersonToAsk['role'], string>> = {
  owner: 'owns this experiment',
  waits: 'is whom it waits for now',
  approver: 'is an approver of it',
};

/** The one person to talk to about an experiment, in words for the person who asks (a pseudonym). Mrkdwn. */
export async function whomToAsk(
  { load, people, chat }: Pick<CoPilot, 'load' | 'people' | 'chat'>,
  key: string,
  asker: string,
): Promise<string> {
  const experiment = await load(key);
  if (experiment === null) return 'There is no such experiment.';
  const found = personToAsk(experiment, await people.approvers(), asker);
  if (found === null)
    return 'You own this experiment, and there is no other approver. An admin can add one in the settings.';
  const text = `${mention(found.person)} ${ROLES[found.role]}. Ask in its thread, so that the others can read it.`;
  return (await chat.named({ text, blocks: [] })).text;
}

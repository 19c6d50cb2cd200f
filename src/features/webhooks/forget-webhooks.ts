import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allWebhooks, executeWebhooks } from '#journal/webhooks.ts';

/** Deletes the webhooks of people (pseudonyms) whose keys are about to be erased. The journal keeps that they were made. */
export async function forgetWebhooksOf(
  { store, clock }: Pick<CoPilot, 'store' | 'clock'>,
  people: readonly string[],
): Promise<void> {
  const webhooks = await allWebhooks(store);
  for (const { id } of webhooks.filter(({ person }) => people.includes(person)))
    await executeWebhooks(store, { name: 'deleteWebhook', webhook: id, actor: BOT, at: clock.now() });
}

/** Pseudonyms of the people whose webhooks send: until they are switched off, their people stay known. */
export async function holdersOfWebhooks({ store }: Pick<CoPilot, 'store'>): Promise<readonly string[]> {
  const webhooks = await allWebhooks(store);
  return webhooks.filter(({ off }) => off === null).map(({ person }) => person);
}

import type { PersonActor } from '#domain/actor.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import {
  isWebhookName,
  LONGEST_ADDRESS,
  MOST_WEBHOOK_CHANNELS,
  WEBHOOK_NAME_WORDS,
} from '#domain/webhooks/decide-webhooks.ts';
import type { NoticeKind } from '#domain/webhooks/notice-kinds.ts';
import { WEBHOOK_CHANNEL, type Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { executeWebhooks, loadWebhooks } from '#journal/webhooks.ts';
import { shortId } from '#shared/ids.ts';
import { neutral } from '#shared/plain-text.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { secretHash } from '#shared/token-text.ts';
import { NO_WEBHOOKS } from './webhook-ground.ts';

const ID_LENGTH = 10;

/** What an admin asks for. */
export interface WebhookWish {
  /** What it is for. */
  readonly name: string;
  readonly address: string;
  readonly kinds: readonly NoticeKind[];
  /** Ids of channels; null for all that the admin may see. */
  readonly channels: readonly string[] | null;
  /** Names the wish, 10 letters and digits or more: the same one makes a webhook once. Drawn if left out. */
  readonly once?: string;
}

/** A webhook, and its secret, which is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** Makes a webhook of an admin: it tells what they may see. Refuses as `decideWebhooks` does, and addresses that may not be asked. */
export async function makeWebhook(
  {
    store,
    clock,
    chat,
    people,
    sight,
    webhooks,
  }: Pick<CoPilot, 'store' | 'clock' | 'chat' | 'people' | 'sight' | 'webhooks'>,
  actor: PersonActor,
  { name, address, kinds, channels, once }: WebhookWish,
): Promise<Result<WebhookWithSecret, Refusal>> {
  if (webhooks === undefined) return refused({ code: 'policy', message: NO_WEBHOOKS });
  const typed = name.trim();
  const to = address.trim();
  const wrong = to.length > LONGEST_ADDRESS ? 'It is too long.' : webhooks.sender.problemOf(to);
  // Before it is masked: masking takes longer the longer it is.
  const problem =
    unless(isWebhookName(typed), 'policy', WEBHOOK_NAME_WORDS) ??
    unless(wrong === null, 'policy', `The address cannot be used. ${wrong}`) ??
    (await channelProblem({ chat, sight }, channels ?? []));
  if (problem !== null) return refused(problem);
  const id = (once ?? shortId(ID_LENGTH)).slice(0, ID_LENGTH);
  const secret = webhooks.secretOf(id, 1);
  const grant = {
    ...{ id, name: neutral(await people.pseudonymise(typed)), address: new URL(to).href },
    ...{ kinds: [...new Set(kinds)], channels: channels === null ? null : [...new Set(channels)] },
    secret: { generation: 1, hash: secretHash(secret) },
  };
  const made = await executeWebhooks(store, { name: 'makeWebhook', grant, actor, at: clock.now() });
  if (made.kind === 'refused') {
    const known = once === undefined ? undefined : (await loadWebhooks(store))?.byId.get(id);
    // Of one that has another secret by now, the first one would be shown in vain.
    const isSame =
      known?.person === actor.person && known.address === grant.address && known.secret.generation === 1;
    return known !== undefined && isSame ? ok({ webhook: known, secret }) : made;
  }
  // What was made is there.
  return ok({ webhook: made.value.byId.get(id) as Webhook, secret });
}

/** A channel that the admin may not see is answered as one that does not exist. */
async function channelProblem(
  { chat, sight }: Pick<CoPilot, 'chat' | 'sight'>,
  channels: readonly string[],
): Promise<Refusal | null> {
  const most = `Name at most ${MOST_WEBHOOK_CHANNELS} channels.`;
  if (channels.length > MOST_WEBHOOK_CHANNELS) return { code: 'policy', message: most };
  for (const channel of channels) {
    // To an admin every channel shows, also one that is not there or without the bot.
    const isSeen =
      WEBHOOK_CHANNEL.test(channel) &&
      (await chat.channelNameOf(channel)) !== null &&
      (await sight.sees(channel));
    if (!isSeen)
      return { code: 'policy', message: `There is no channel "${channel.slice(0, 40)}" that you may see.` };
  }
  return null;
}

import type { Actor } from '#domain/actor.ts';
import type { Outcome } from '#domain/commit.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { WebhookCommand, WebhookEvent, Webhooks } from './journal.ts';
import { isNoticeKind } from './notice-kinds.ts';
import type { Webhook, WebhookGrant } from './webhook.ts';

/** Webhooks that there are at the same time. */
export const MOST_WEBHOOKS = 20;
/** Characters of what a webhook is for. */
export const LONGEST_WEBHOOK_NAME = 80;
/** Characters of an address. */
export const LONGEST_ADDRESS = 500;
/** Channels that one webhook names. */
export const MOST_WEBHOOK_CHANNELS = 50;

/** Why a name is refused. */
export const WEBHOOK_NAME_WORDS = `Say in 1 to ${LONGEST_WEBHOOK_NAME} characters what the webhook is for.`;

const ADMINS_ONLY = 'Only admins may make and change webhooks. Ask an admin.';
const HASH = /^[0-9a-f]{64}$/;

type Decided = Outcome<WebhookEvent>;

/** Decides about a webhook, null before the first was made. Pure: the same journal gives the same decisions. */
export function decideWebhooks(present: Webhooks | null, command: WebhookCommand): Result<Decided, Refusal> {
  const { actor } = command;
  if (actor.person !== null && !isAdmin(actor)) return refused({ code: 'not-allowed', message: ADMINS_ONLY });
  if (command.name === 'makeWebhook') return decideMake(present, command);
  const webhook = present?.byId.get(command.webhook);
  if (webhook === undefined)
    return refused({ code: 'unknown', message: 'There is no webhook with this id.' });
  return decideChange(webhook, command);
}

function decideChange(
  webhook: Webhook,
  command: Exclude<WebhookCommand, { readonly name: 'makeWebhook' }>,
): Result<Decided, Refusal> {
  const { id, off, secret } = webhook;
  switch (command.name) {
    case 'switchWebhookOn':
      return off === null
        ? refused({ code: 'already-done', message: 'This webhook is switched on already.' })
        : fact({ type: 'webhookSwitchedOn', webhook: id });
    case 'switchWebhookOff': {
      const why = command.why === undefined ? {} : { why: command.why };
      return off === null
        ? fact({ type: 'webhookSwitchedOff', webhook: id, ...why })
        : refused({ code: 'already-done', message: 'This webhook is switched off already.' });
    }
    case 'rotateWebhookSecret': {
      const isNext = command.secret.generation === secret.generation + 1 && HASH.test(command.secret.hash);
      return isNext
        ? fact({ type: 'webhookSecretRotated', webhook: id, secret: command.secret })
        : refused({
            code: 'conflict',
            message: 'The secret was changed at the same time. Look, then try again.',
          });
    }
    case 'recordWebhookTold':
      return off === null || off.isTold === true
        ? refused({ code: 'already-done', message: 'The admins are told already.' })
        : fact({ type: 'webhookTold', webhook: id });
    case 'deleteWebhook':
      return fact({ type: 'webhookDeleted', webhook: id });
  }
}

function decideMake(
  present: Webhooks | null,
  { grant, actor }: Extract<WebhookCommand, { readonly name: 'makeWebhook' }>,
): Result<Decided, Refusal> {
  const isUsed = present?.byId.has(grant.id) === true || present?.deleted.has(grant.id) === true;
  const problem =
    grantProblem(grant) ??
    unless(
      (present?.byId.size ?? 0) < MOST_WEBHOOKS,
      'policy',
      `There are ${MOST_WEBHOOKS} webhooks. Delete one of them first.`,
    ) ??
    unless(!isUsed, 'conflict', 'Another webhook has this id. Try again.');
  if (problem !== null) return refused(problem);
  return fact({ type: 'webhookMade', grant, person: actor.person });
}

/** Whether a text says what a webhook is for. */
export function isWebhookName(name: string): boolean {
  // No character is longer than two units: of a text of any length only the beginning is counted.
  return (
    name.trim() !== '' && name.length <= 2 * LONGEST_WEBHOOK_NAME && [...name].length <= LONGEST_WEBHOOK_NAME
  );
}

function grantProblem({ name, address, kinds, channels, secret }: WebhookGrant): Refusal | null {
  const isScoped = kinds.length > 0 && kinds.every(isNoticeKind) && new Set(kinds).size === kinds.length;
  const isPlaced = channels === null || (channels.length > 0 && channels.length <= MOST_WEBHOOK_CHANNELS);
  return (
    unless(isWebhookName(name), 'policy', WEBHOOK_NAME_WORDS) ??
    unless(isScoped, 'policy', 'Name at least one kind of notice, each once.') ??
    unless(isPlaced, 'policy', `Name 1 to ${MOST_WEBHOOK_CHANNELS} channels, or none for all of them.`) ??
    unless(
      /^https?:\/\//.test(address) && address.length <= LONGEST_ADDRESS,
      'policy',
      'The address is none.',
    ) ??
    unless(
      secret.generation === 1 && HASH.test(secret.hash),
      'policy',
      'The secret was not hashed. Try again.',
    )
  );
}

function isAdmin({ roles }: Actor): boolean {
  return roles.includes('admin');
}

function fact(event: WebhookEvent): Result<Decided, Refusal> {
  return ok({ events: [event], effects: [] });
}

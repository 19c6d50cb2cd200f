import type { WebhookCommit, WebhookEvent, Webhooks } from './journal.ts';
import { OVERLAP, type Webhook } from './webhook.ts';

/** Folds commits of the stream, oldest first; null if there are none. `from` continues an earlier fold. */
export function foldWebhooks(
  commits: readonly WebhookCommit[],
  from: Webhooks | null = null,
): Webhooks | null {
  if (commits.length === 0) return from;
  const byId = new Map(from?.byId);
  const deleted = new Set(from?.deleted);
  for (const commit of commits) {
    for (const event of commit.events) {
      const id = event.type === 'webhookMade' ? event.grant.id : event.webhook;
      const after = afterEvent(byId.get(id), event, commit);
      if (after !== null) byId.set(id, after);
      else if (byId.delete(id)) deleted.add(id);
    }
  }
  const { version, hash } = commits[commits.length - 1] as WebhookCommit;
  return { version, hash, byId, deleted };
}

/** Null if there is none afterwards. */
function afterEvent(
  before: Webhook | undefined,
  event: WebhookEvent,
  { at, command }: WebhookCommit,
): Webhook | null {
  if (event.type === 'webhookMade') {
    const { grant, person } = event;
    return { ...grant, person, madeAt: at, since: at, earlier: null, off: null };
  }
  if (before === undefined) return null;
  switch (event.type) {
    case 'webhookSwitchedOn':
      return { ...before, off: null, since: at };
    case 'webhookSwitchedOff': {
      const why = event.why === undefined ? {} : { why: event.why };
      return { ...before, off: { at, by: command.actor.person, ...why } };
    }
    case 'webhookSecretRotated':
      return { ...before, secret: event.secret, earlier: { secret: before.secret, until: at + OVERLAP } };
    case 'webhookTold':
      return before.off === null ? before : { ...before, off: { ...before.off, isTold: true } };
    case 'webhookDeleted':
      return null;
  }
}

import { BOT } from '#domain/actor.ts';
import { fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { NoticeKind } from '#domain/webhooks/notice-kinds.ts';
import { noticesOf, type Step } from '#domain/webhooks/notices-of.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import {
  type ChangedExperiment,
  changedExperiments,
  type JournalsRead,
  noneRead,
} from '#journal/changed-experiments.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import { executeNotice, loadWebhooks } from '#journal/webhooks.ts';

type Needs = Pick<CoPilot, 'store' | 'clock'>;

/** How far the journals were read for notices. */
export interface NoticesRead extends JournalsRead {
  /** The version of the stream of webhooks by which they were read: by another one, what was read may concern other webhooks. */
  webhooks: number;
}

/** Nothing is read yet: the first round reads all that happened since the oldest webhook. */
export function nothingRead(): NoticesRead {
  return { ...noneRead(), webhooks: 0 };
}

/**
 * Asks for the notices of what happened in experiments since their webhooks were made or switched on. Which those are follows from the
 * journals alone, so that a missed round, a crash or a second process loses none and asks for none twice. `read` only spares work.
 */
export async function collectNotices({ store, clock }: Needs, read: NoticesRead): Promise<number> {
  const known = await loadWebhooks(store);
  const webhooks = [...(known?.byId.values() ?? [])].filter(({ off }) => off === null);
  const version = known?.version ?? 0;
  if (version !== read.webhooks || webhooks.length === 0) {
    Object.assign(read, { webhooks: version, wholeAt: Number.NEGATIVE_INFINITY });
    read.versions.clear();
  }
  if (webhooks.length === 0) return 0;
  let asked = 0;
  for (const changed of await changedExperiments({ store, clock }, read)) {
    await turnOfTheLoop();
    asked += await collectOf({ store, clock }, webhooks, changed, read);
  }
  return asked;
}

async function collectOf(
  { store, clock }: Needs,
  webhooks: readonly Webhook[],
  { key, listed }: ChangedExperiment,
  { versions }: NoticesRead,
): Promise<number> {
  const from = versions.get(key) ?? 0;
  // Most journals of a whole look ended long ago: their last commit says so.
  const [end] = (await store.commits(key, Math.max(from, listed - 1))).slice(-1);
  if (end === undefined) return 0;
  const oldest = Math.min(...webhooks.map(({ since }) => since));
  let asked = 0;
  if (end.at >= oldest) {
    let before: Experiment | null = null;
    for (const commit of await store.commits(key)) {
      const after = fold([commit], before);
      if (after === null) break;
      if (commit.version > from && commit.at >= oldest)
        asked += await ask({ store, clock }, webhooks, { before, commit, after });
      before = after;
    }
    versions.set(key, before?.version ?? end.version);
  } else versions.set(key, end.version);
  return asked;
}

async function ask({ store, clock }: Needs, webhooks: readonly Webhook[], step: Step): Promise<number> {
  const { commit, after } = step;
  let asked = 0;
  for (const kind of noticesOf(step)) {
    for (const webhook of webhooks.filter((one) => isTold(one, kind, commit.at, after))) {
      const place = { webhook: webhook.id, experiment: commit.experiment };
      const notice = { kind, of: commit.version };
      const done = await executeNotice(store, place, {
        name: 'askNotice',
        notice,
        actor: BOT,
        at: clock.now(),
      });
      if (done.kind === 'ok') asked += 1;
    }
  }
  return asked;
}

function isTold({ kinds, channels, since }: Webhook, kind: NoticeKind, at: number, { delivery }: Experiment) {
  return at >= since && kinds.includes(kind) && (channels === null || channels.includes(delivery.channel));
}

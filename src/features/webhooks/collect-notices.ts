import { BOT } from '#domain/actor.ts';
import { fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { NoticeKind } from '#domain/webhooks/notice-kinds.ts';
import { noticesOf, type Step } from '#domain/webhooks/notices-of.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import { executeNotice, loadWebhooks } from '#journal/webhooks.ts';
import { DAY } from '#shared/clock.ts';

type Needs = Pick<CoPilot, 'store' | 'clock'>;

/** How far the journals were read for notices, by experiment: the version, and the state there. */
export interface NoticesRead {
  readonly versions: Map<string, number>;
  /** The version of the stream of webhooks by which they were read: by another one, what was read may concern other webhooks. */
  webhooks: number;
  /** When every journal was last looked at, whatever the list says of it; milliseconds since the Unix epoch. */
  wholeAt: number;
}

/** Nothing is read yet: the first round reads all that happened since the oldest webhook. */
export function nothingRead(): NoticesRead {
  return { versions: new Map(), webhooks: 0, wholeAt: Number.NEGATIVE_INFINITY };
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
  for (const { key, version: listed } of await changed({ store, clock }, read)) {
    await turnOfTheLoop();
    asked += await collectOf({ store, clock }, webhooks, { key, listed }, read);
  }
  return asked;
}

interface Changed {
  readonly key: string;
  /** Its version as the list says, which may lag behind; 0 if it says none. */
  readonly version: number;
}

/** Those that the list knows to be further than they were read; once a day all of them, because the list may lag behind a journal. */
async function changed({ store, clock }: Needs, read: NoticesRead): Promise<readonly Changed[]> {
  const now = clock.now();
  const lines = await store.summaryVersions();
  if (now - read.wholeAt < DAY && now >= read.wholeAt)
    return lines.filter(({ key, version }) => version > (read.versions.get(key) ?? 0));
  read.wholeAt = now;
  const listed = new Map(lines.map(({ key, version }) => [key, version]));
  const all: Changed[] = [];
  for await (const key of everyExperiment(store)) all.push({ key, version: listed.get(key) ?? 0 });
  return all;
}

async function collectOf(
  { store, clock }: Needs,
  webhooks: readonly Webhook[],
  { key, listed }: { readonly key: string; readonly listed: number },
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

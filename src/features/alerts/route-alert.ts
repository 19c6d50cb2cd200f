import { type AlertName, nameOfKey } from '#domain/alerts/alert-kinds.ts';
import { classOf, namesOf } from '#domain/alerts/alerts-in.ts';
import { NO_ALERTS, type WhyHeld } from '#domain/alerts/state.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { alertRulesIn } from '#settings/alerts.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { alertHours } from './alert-hours.ts';

type Needs = Pick<CoPilot, 'chat' | 'choices' | 'clock' | 'store'>;

/** Claims of alerts: what was posted by itself, and the places of the budget. */
export const ALERT_CLAIMS = 'alert';

/** An alert that is about to be posted. */
export interface ComingAlert {
  /** Idempotency key of the effect that posts it. */
  readonly effect: string;
  readonly topic: Topic;
  readonly keys: readonly string[];
}

/** Why an alert waits, and until when at least; null if it is posted now. */
export type Waiting = { readonly why: WhyHeld; readonly until: number | null } | null;

/**
 * What becomes of an alert now. Safety always passes. What waits for a person's act passes too, and takes a place of the budget. News wait
 * while their kind is snoozed, while the launch is young, in quiet hours, if the experiment or the cause had an alert on that day, and
 * if the budget of the channel is used up. Asked again for the same effect it answers the same, or that it waits.
 */
export async function routeAlert(
  needs: Needs,
  experiment: Experiment,
  { effect, topic, keys }: ComingAlert,
): Promise<Waiting> {
  const { store, clock, choices } = needs;
  const now = clock.now();
  const of = classOf(keys);
  if (of === 'safety' || (await store.isClaimed(ALERT_CLAIMS, `alone:${effect}`))) return null;
  const { isQuiet, day } = await alertHours(needs, experiment);
  const { channel } = experiment.delivery;
  const { perDay, graceHours } = alertRulesIn(choices.alerts, channel);
  const claim = (key: string) => store.claim(ALERT_CLAIMS, `${channel}:${day}:${key}`, now);
  if (of === 'decision') {
    if (await store.claim(ALERT_CLAIMS, `alone:${effect}`, now)) await takePlace(claim, perDay);
    return null;
  }
  const { held, snoozed } = experiment.alerts ?? NO_ALERTS;
  const ends = namesOf(keys).map((name) => snoozed[name]?.until ?? 0);
  if (ends.every((until) => until > now)) return { why: 'snoozed', until: Math.min(...ends) };
  const young = graceEnd(experiment, topic, graceHours);
  if (young > now) return { why: 'grace', until: young };
  if (isQuiet) return { why: 'quiet', until: null };
  const isEnd = topic === 'reading-recovered';
  const isLike = isEnd ? !failedAlone(experiment) : held.some(({ why }) => why !== 'snoozed');
  if (isLike) return { why: 'related', until: null };
  for (const relation of isEnd ? [] : relationsOf(experiment, topic))
    if (!(await claim(relation))) return { why: 'related', until: null };
  if (!(await takePlace(claim, perDay))) return { why: 'budget', until: null };
  await store.claim(ALERT_CLAIMS, `alone:${effect}`, now);
  return null;
}

/** Takes one of the places of a day; false if all are taken. Two processes cannot take the same. */
async function takePlace(claim: (key: string) => Promise<boolean>, perDay: number): Promise<boolean> {
  for (let place = 1; place <= perDay; place += 1) if (await claim(`place-${place}`)) return true;
  return false;
}

/** When the grace after the start of the launch is over, for what the watch finds in the data; 0 for anything else. */
function graceEnd({ launch }: Experiment, topic: Topic, hours: number): number {
  return topic === 'watch-alerts' && launch !== null ? launch.at + hours * HOUR : 0;
}

/** Whether the failure that is over was posted by itself: then so is its end, and else it stands where the failure stands. */
function failedAlone({ delivery, alerts }: Experiment): boolean {
  const versionOf = (effect: string) => commitOfEffect(effect).version;
  const { held, told } = alerts ?? NO_ALERTS;
  const newest = Math.max(0, ...told.map(versionOf), ...held.map(({ effect }) => versionOf(effect)));
  const failed = newestPost(delivery, 'reading-failed');
  return failed !== null && versionOf(failed) > newest;
}

/** What an alert has in common with others of the day: its experiment, and the cause of readings that fail together. */
function relationsOf({ key, looks }: Experiment, topic: Topic): readonly string[] {
  const own = `of-${key}`;
  if (topic !== 'reading-failed') return [own];
  const codes = Object.values(looks.faults ?? {}).map(({ code }) => code);
  return [`reading-${codes.at(-1) ?? ''}`, own];
}

/** How long claims are kept, and how many are forgotten at a time: only those of the present day matter. */
const KEPT = 7 * DAY;
const SWEPT = 1_000;

/** Forgets claims of days that are over. */
export async function sweepAlertClaims({ store, clock }: Pick<Needs, 'store' | 'clock'>): Promise<void> {
  await store.sweepClaims(ALERT_CLAIMS, clock.now() - KEPT, SWEPT);
}

/** The kinds among these keys that a person may snooze. */
export function snoozable(keys: readonly string[]): readonly AlertName[] {
  return namesOf(keys.filter((key) => nameOfKey(key) !== null && classOf([key]) === 'news'));
}

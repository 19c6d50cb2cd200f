import type { Topic } from '#domain/topic.ts';

/**
 * What becomes of an alert: `safety` passes the budget, quiet hours and all else; `decision` carries what people must act on, so it is
 * posted at once and counts in the budget; `news` may wait.
 */
export type AlertClass = 'safety' | 'decision' | 'news';

/** One kind of alert: a message that no person asked for. */
export interface AlertKind {
  readonly class: AlertClass;
  /** How far it goes: a notice informs, an anomaly calls the owner, a risk to the data the product managers, harm the leadership. */
  readonly level: 'notice' | 'anomaly' | 'integrity' | 'harm';
  readonly audience: 'product' | 'engineering' | 'leadership';
  /** Its name as people read it. */
  readonly words: string;
}

function kind(
  of: AlertClass,
  level: AlertKind['level'],
  words: string,
  audience: AlertKind['audience'] = 'product',
): AlertKind {
  return { class: of, level, audience, words };
}

/** What the watch finds, by the first part of the key of an alert. Errors and regressions hurt users, so they are safety. */
const WATCHED = {
  'no-exposures': kind('news', 'anomaly', 'no unit is exposed'),
  'exposures-stalled': kind('news', 'anomaly', 'no new unit is exposed'),
  'split-warning': kind('news', 'anomaly', 'the split looks unlike the plan'),
  errors: kind('safety', 'anomaly', 'errors are up'),
  satisfaction: kind('news', 'anomaly', 'satisfaction is low'),
  privacy: kind('safety', 'harm', 'a privacy incident'),
  regression: kind('safety', 'anomaly', 'a goal is proven worse'),
  'sample-reached': kind('news', 'notice', 'the planned sample is reached'),
  'over-time': kind('news', 'anomaly', 'it runs longer than planned'),
} as const satisfies Readonly<Record<string, AlertKind>>;

/** Messages that are alerts as a whole, by topic. The watch has one topic for all that it finds. */
const TOLD = {
  harm: kind('safety', 'harm', 'proven harm'),
  'harm-unproven': kind('safety', 'anomaly', 'harm that is not proven yet'),
  'harm-escalated': kind('safety', 'harm', 'proven harm, for the leadership', 'leadership'),
  'health-alarm': kind('safety', 'integrity', 'data that cannot be trusted'),
  'variant-dropped': kind('safety', 'anomaly', 'a variant was taken out'),
  paused: kind('safety', 'integrity', 'a pause'),
  'unwatched-paused': kind('safety', 'integrity', 'a pause, because the channel is closed to the bot'),
  'shipment-taken-back': kind('safety', 'harm', 'a shipped change was taken back'),
  'launch-not-verified': kind('decision', 'anomaly', 'a check of the launch failed', 'engineering'),
  'launch-held-back': kind('decision', 'notice', 'a launch was held back'),
  'shipment-held': kind('decision', 'anomaly', 'a step of a shipment waits'),
  'flag-tampered': kind('decision', 'integrity', 'the flag was changed by hand', 'engineering'),
  'flag-left': kind('decision', 'anomaly', 'the flag is left over', 'engineering'),
  'effect-failed': kind('decision', 'anomaly', 'a step of the bot failed', 'engineering'),
  'design-failed': kind('decision', 'anomaly', 'the plan is stuck'),
  'implementation-failed': kind('decision', 'anomaly', 'the implementation is stuck', 'engineering'),
  'code-not-revised': kind('decision', 'anomaly', 'checks of the pull request fail', 'engineering'),
  'clean-up-failed': kind('decision', 'anomaly', 'the clean-up is stuck', 'engineering'),
  'pull-request-closed': kind('decision', 'notice', 'a pull request was closed', 'engineering'),
  'branch-taken-over': kind('decision', 'notice', 'a branch was taken over', 'engineering'),
  'wait-called': kind('decision', 'notice', 'a wait lasts'),
  'decision-reminder': kind('decision', 'notice', 'a decision waits'),
  'card-failed': kind('decision', 'anomaly', 'the card could not be posted'),
  'channel-closed': kind('decision', 'integrity', 'the channel is closed to the bot'),
  'message-lost': kind('decision', 'anomaly', 'a message could not be posted'),
  'reading-failed': kind('news', 'integrity', 'the figures cannot be read'),
  'reading-recovered': kind('news', 'notice', 'the figures are read again'),
  'flag-debt': kind('news', 'notice', 'a flag waits for its clean-up', 'engineering'),
} as const satisfies Partial<Readonly<Record<Topic, AlertKind>>>;

/** The name of a kind of alert. */
export type AlertName = keyof typeof WATCHED | keyof typeof TOLD;

/** Every kind of alert, by name: the one list of what the bot says unasked. */
export const ALERT_KINDS: Readonly<Record<AlertName, AlertKind>> = { ...WATCHED, ...TOLD };

/** Whether a text names a kind of alert. */
export function isAlertName(name: string): name is AlertName {
  return Object.hasOwn(ALERT_KINDS, name);
}

/** The kind of alert that a key of the watch is of: `errors-treatment` is of `errors`. Null for keys of other versions. */
export function nameOfKey(key: string): AlertName | null {
  const names = Object.keys(WATCHED) as (keyof typeof WATCHED)[];
  return names.find((name) => key === name || key.startsWith(`${name}-`)) ?? (isAlertName(key) ? key : null);
}

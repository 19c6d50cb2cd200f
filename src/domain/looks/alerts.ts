/** How far an alert goes: a notice informs, an anomaly names the owner, a risk to the data names the product managers. */
export type AlertLevel = 'notice' | 'anomaly' | 'integrity';

/** One thing that the watch found and people should hear of. */
export interface Alert {
  /** What is wrong and with what: the same alert has the same key at every look. */
  readonly key: string;
  readonly level: AlertLevel;
  /** What happened, what it means, what to do, with its figures. Plain text. */
  readonly text: string;
}

/** Who hears of it beside the thread: pseudonyms, and the id of a channel. */
export interface Told {
  readonly productManagers: readonly string[];
  readonly leadership: readonly string[];
  readonly leadershipChannel?: string;
}

/** What a look found beside its analysis. */
export interface WatchFound {
  /** All that are open at this look. */
  readonly alerts: readonly Alert[];
  /** Why the split is not as planned, as far as the data say, each in words; left out if nothing was searched. */
  readonly causes?: readonly string[];
  /** Left out if the settings name none. */
  readonly told?: Told;
  /** All exposed units, and since when there are no more (milliseconds since the Unix epoch). */
  readonly exposed: { readonly units: number; readonly since: number };
}

/** The newest found things, and which of the alerts the newest look brought. */
export interface FoundState extends WatchFound {
  readonly news: readonly string[];
}

/** The alerts that were not open before. An alert that was away for a look is new again if it comes back. */
export function newAlerts(before: WatchFound | undefined, found: WatchFound | undefined): readonly Alert[] {
  const known = (before?.alerts ?? []).map(({ key }) => key);
  return (found?.alerts ?? []).filter(({ key }) => !known.includes(key));
}

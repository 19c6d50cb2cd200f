/** Hours of a day in which alerts wait, unless the safety of users is at stake. */
export interface QuietHours {
  /** `HH:MM`; quiet from this minute on. */
  readonly from: string;
  /** `HH:MM`; the first minute that is not quiet. Before `from`, it is on the next day. */
  readonly until: string;
  /** A name of the IANA list; left out, the time zone of the person whom the alert calls, as the chat service tells it. */
  readonly timeZone?: string;
  /** Saturday and Sunday are quiet as a whole; left out if they are as other days. */
  readonly weekends?: true;
}

/** What a channel gets in place of what holds for all. */
export interface ChannelAlerts {
  readonly channel: string;
  readonly perDay?: number;
  readonly quietHours?: QuietHours;
}

/** How many alerts a channel gets by themselves, and when. */
export interface AlertSettings {
  /** Messages for one alert alone, per channel and day; what is over it stands in one message that is edited. */
  readonly perDay: number;
  /** Hours after the start of a launch in which alerts wait, because the first data are few. */
  readonly graceHours: number;
  /** Left out if alerts come at every hour. */
  readonly quietHours?: QuietHours;
  readonly channels: readonly ChannelAlerts[];
}

/** What the settings may send to the code host as an issue, too. */
export const ISSUE_KINDS = ['checks', 'clean-up', 'flag'] as const;

/** Checks of a pull request, a clean-up, a flag that was changed by hand. */
export type IssueKind = (typeof ISSUE_KINDS)[number];

/** The places that news go to beside the thread. */
export interface RoutingSettings {
  readonly issues: readonly IssueKind[];
}

/** Who looks after a surface or a metric, by its name or key: chat users in the file, pseudonyms in the journal. */
export interface Owners {
  readonly surfaces: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, string>>;
}

/**
 * What holds if the settings say nothing of it. Three alerts and the message that collects the others leave a channel of twenty
 * experiments within five messages on a usual day, two of which are the course of the experiments themselves.
 */
export const ALERTS: AlertSettings = { perDay: 3, graceHours: 2, channels: [] };

/** What holds for alerts in one channel. */
export function alertRulesIn(settings: AlertSettings, channel: string): Omit<AlertSettings, 'channels'> {
  const { channels, ...all } = settings;
  const { channel: _named, ...own } = channels.find((one) => one.channel === channel) ?? { channel };
  return { ...all, ...own };
}

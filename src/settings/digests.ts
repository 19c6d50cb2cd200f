/** Days of a week, from the first of ISO 8601. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** The digests that there are. */
export const DIGESTS = ['daily', 'weekly', 'review', 'monthly'] as const;

/** `daily` on working days, if something is wrong; `review` every second week; `monthly` on the first of the month. */
export type DigestName = (typeof DIGESTS)[number];

/** When a digest is due, and in which channels it stands. */
export interface DigestSchedule {
  /** Ids; at least one. */
  readonly channels: readonly string[];
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** The day of `weekly` and `review`; left out by the others. */
  readonly day?: Weekday;
}

/** Digests that a team wants; one that is left out is not posted. */
export interface DigestSettings extends Partial<Readonly<Record<DigestName, DigestSchedule>>> {
  /** A time zone of the IANA list. */
  readonly timeZone: string;
}

/** What a team wants to reach with its experiments. */
export interface Targets {
  /** Experiments that start in a quarter of the calendar. */
  readonly experimentsPerQuarter: number;
  /** Days from the start of the experiment to its decision, as a median. */
  readonly daysToDecision: number;
  /** The share of decided experiments with a proven better goal, 0 to 1. */
  readonly winRate: number;
  /** The share of these that are shipped, 0 to 1. */
  readonly provenShipped: number;
}

/** What holds if the settings say nothing of it. */
export const TARGETS: Targets = {
  experimentsPerQuarter: 12,
  daysToDecision: 14,
  winRate: 0.3,
  provenShipped: 0.9,
};

/** What a schedule says if only its channels are given. */
export const DIGEST_DEFAULTS = { timeZone: 'UTC', at: '09:00', day: 'monday' } as const;

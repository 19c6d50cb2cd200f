/** When a person wants an experiment to start, and when its surface lets it. */
export interface PlannedStart {
  /** The wish, as milliseconds since the Unix epoch: the start of a day in UTC. */
  readonly from: number;
  /** The first moment from then on at which the surface is free, as the queue stood last; null if that waits for a decision. */
  readonly startsAt: number | null;
  /** The experiment that is before it on the surface, by the name that its thread may say; null if none is. */
  readonly ahead: string | null;
  /** Pseudonym of the person who planned it. */
  readonly by: string;
  /** Milliseconds since the Unix epoch; of two with the same wish the one that was planned earlier goes first. */
  readonly at: number;
  /** When the thread was told that it can start (milliseconds since the Unix epoch); left out before that. */
  readonly calledAt?: number;
}

/** The place of an experiment in the queue of its surface. */
export type QueuePlace = Pick<PlannedStart, 'startsAt' | 'ahead'>;

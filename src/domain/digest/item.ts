import type { Experiment } from '#domain/experiment.ts';
import { wentOutAt } from '#domain/launch/state.ts';

/** Characters of a title that a digest keeps. */
const TITLE = 150;

/** An experiment as a digest names it. */
export interface DigestItem {
  readonly key: string;
  readonly title: string;
  readonly channel: string;
  /** Null before the card is posted. */
  readonly threadTs: string | null;
}

/** A stretch of time, milliseconds since the Unix epoch: after `from`, up to `until`. */
export interface DigestWindow {
  readonly from: number;
  readonly until: number;
}

/** How a digest names this experiment. */
export function itemOf({ key, design, request, delivery }: Experiment): DigestItem {
  const title = (design?.plan.title ?? request.idea).slice(0, TITLE);
  return { key, title, channel: delivery.channel, threadTs: delivery.threadTs };
}

/** Whether an experiment went out to its first units within a window. */
export function wentOutIn(window: DigestWindow, { launch }: Experiment): boolean {
  return launch !== null && isWithin(window, wentOutAt(launch));
}

/** Whether a moment lies in a window; never for one that is not there. */
export function isWithin({ from, until }: DigestWindow, at: number | null | undefined): boolean {
  return at != null && at > from && at <= until;
}

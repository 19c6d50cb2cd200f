import { oneLine } from '#block-kit/text.ts';
import { type Html, html } from '#desk/html/html.ts';
import { experimentPath } from '#desk/paths.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { utcMoment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';

/** Characters of a title in a row. */
const TITLE = 140;

/** A text from outside as one neutral line that keeps its own direction. */
export function lineFrom(text: string, most = TITLE): Html {
  return html`<bdi>${oneLine(saidPlainly(text), most)}</bdi>`;
}

/** The title of an experiment, as the link to its page, with its key. */
export function titleCell({ key, title }: Pick<ExperimentSummary, 'key' | 'title'>): Html {
  const words = oneLine(saidPlainly(title), TITLE) || key;
  return html`<a href="${experimentPath(key)}"><bdi>${words}</bdi></a> <code>${key}</code>`;
}

/** The day of a moment (milliseconds since the Unix epoch) in UTC. */
export function dayOf(at: number): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${utcDay(at)}</time>`;
}

/** The day and the minute of a moment (milliseconds since the Unix epoch) in UTC. */
export function minuteOf(at: number): Html {
  return html`<time datetime="${new Date(at).toISOString()}">${utcMoment(at)}</time>`;
}

/** "less than a day", "1 day", "12 days": whole days between two moments. */
export function daysBetween(from: number, until: number): string {
  const days = Math.max(0, Math.floor((until - from) / DAY));
  return days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`;
}

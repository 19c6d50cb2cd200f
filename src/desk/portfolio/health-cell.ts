import { type Html, html } from '#desk/html/html.ts';
import { daysBetween } from '#desk/said-here.ts';
import { healthFigures } from '#domain/digest/health-figures.ts';
import type { Experiment } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { nextLookAt } from '#domain/looks/schedule.ts';
import { usersMeetHarm } from '#domain/waits/snooze.ts';
import { TROUBLE_WORDS } from '#features/digests/trouble-words.ts';
import { DAY } from '#shared/clock.ts';

/** A look that is due for longer is late. */
const LATE = DAY;

function isLate(experiment: Experiment, now: number): boolean {
  const due = experiment.status === 'running' ? nextLookAt(experiment) : null;
  return due !== null && now - due > LATE;
}

/** What is wrong with an experiment, the worst of it; a word for nothing, and one while no reading was taken. Null stands for one that cannot be read now. */
export function healthCell(experiment: Experiment | null, now: number): Html {
  if (experiment === null)
    return html`<span class="tag">Not read</span> its journal cannot be read now; the line is from the list`;
  if (usersMeetHarm(experiment)) return html`<span class="tag bad">Proven worse</span> users meet it`;
  const [row] = healthFigures([experiment], now).rows;
  if (row === undefined && isLate(experiment, now))
    return html`<span class="tag warn">Late</span> the figures are older than they should be`;
  if (row === undefined && newestReading(experiment) === null)
    return html`<span class="tag">Not known</span> no reading was taken yet`;
  if (row === undefined) return html`<span class="tag good">Fine</span>`;
  const since = row.since === null ? '' : `, for ${daysBetween(row.since, now)}`;
  return html`<span class="tag bad">Problem</span> ${TROUBLE_WORDS[row.trouble]}${since}`;
}

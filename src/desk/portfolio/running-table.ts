import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { NameOf } from '#desk/names.ts';
import { dayOf, lineFrom, titleCell } from '#desk/said-here.ts';
import type { Experiment } from '#domain/experiment.ts';
import { wholePercent } from '#domain/figures.ts';
import { runProgress } from '#domain/looks/run-progress.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import type { LoadedLine } from '#features/home/gather-home.ts';
import { statusWords } from '#features/status-words.ts';
import { healthCell } from './health-cell.ts';

/** What tables need beside their rows. */
export interface TableContext {
  readonly nameOf: NameOf;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Experiments that users meet: how far each is, and how it does. */
export function runningTable(
  caption: string,
  lines: readonly LoadedLine[],
  { nameOf, now }: TableContext,
): Html {
  return dataTable<LoadedLine>(
    caption,
    [
      { name: 'Experiment', cell: ({ summary }) => titleCell(summary) },
      { name: 'State', cell: ({ summary }) => statusWords(summary.status, summary.stuck) },
      { name: 'Sample', cell: ({ experiment }) => sampleCell(experiment, now) },
      { name: 'Days left', cell: ({ experiment }) => daysLeft(experiment, now) },
      { name: 'Next look', cell: ({ experiment }) => nextLook(experiment) },
      { name: 'Health', cell: ({ experiment }) => healthCell(experiment, now) },
      { name: 'Surface', cell: ({ summary }) => lineFrom(summary.surface) },
      {
        name: 'Owner',
        cell: ({ summary: { owner, requester } }) => html`<bdi>${nameOf(owner ?? requester)}</bdi>`,
      },
    ],
    lines,
  );
}

function sampleCell(experiment: Experiment | null, now: number): Html | string {
  const progress = experiment === null ? null : runProgress(experiment, now);
  if (progress === null) return '–';
  const share = wholePercent(progress.share).replace(' ', '\u00a0');
  return html`<progress max="1" value="${progress.share.toFixed(3)}" aria-label="Share of the planned sample"></progress> ${share}`;
}

function daysLeft(experiment: Experiment | null, now: number): string {
  const progress = experiment === null ? null : runProgress(experiment, now);
  if (experiment === null || progress === null) return 'not begun';
  if (experiment.status === 'deciding') return `none of ${progress.days}`;
  return `${progress.daysLeft} of ${progress.days}`;
}

function nextLook(experiment: Experiment | null): Html | string {
  const at = experiment === null || experiment.status !== 'running' ? null : nextScheduledAt(experiment);
  return at === null ? '–' : dayOf(at);
}

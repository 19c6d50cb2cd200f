import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import { dayOf, daysBetween, lineFrom, titleCell } from '#desk/said-here.ts';
import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import { briefInterval, briefPercent, percent } from '#domain/figures.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { usersMeetHarm } from '#domain/waits/snooze.ts';
import { scoreFigure } from '#features/backlog/backlog-row.ts';
import { WAIT_WORDS } from '#features/call-people/act-words.ts';
import type { LoadedLine, OutcomeLine } from '#features/home/gather-home.ts';
import { PAST_OUTCOME_WORDS } from '#features/show-experiments/found-blocks.ts';
import { statusWords } from '#features/status-words.ts';
import type { TableContext } from './running-table.ts';

/** Characters of a learning in a row. */
const LEARNING = 200;

const owner = ({ nameOf }: TableContext, { owner: own, requester }: ExperimentSummary) =>
  html`<bdi>${nameOf(own ?? requester)}</bdi>`;

/** What waits for people: the act first, and what the wait costs. */
export function waitingTable(caption: string, lines: readonly LoadedLine[], context: TableContext): Html {
  return dataTable<LoadedLine>(
    caption,
    [
      { name: 'To do', cell: actWords },
      { name: 'Experiment', cell: ({ summary }) => titleCell(summary) },
      { name: 'Waiting', cell: ({ summary }) => waitWords(summary, context.now) },
      { name: 'Meanwhile', cell: meanwhile },
      { name: 'Owner', cell: ({ summary }) => owner(context, summary) },
    ],
    lines,
  );
}

function actWords({ summary, experiment }: LoadedLine): string {
  const act = experiment?.waiting?.act ?? summary.waiting?.act;
  return act === undefined ? 'Look at it' : WAIT_WORDS[act].item;
}

function waitWords({ waiting }: ExperimentSummary, now: number): string {
  return waiting == null ? '–' : daysBetween(waiting.since, now);
}

function meanwhile({ summary, experiment }: LoadedLine): Html | string {
  if (experiment === null) return statusWords(summary.status, summary.stuck);
  if (usersMeetHarm(experiment)) return html`<span class="tag bad">Proven worse</span> users meet it`;
  const { flag, status } = experiment;
  const isOn = (status === 'deciding' || status === 'running' || status === 'verifying') && flag?.active;
  return isOn === true
    ? `${percent(flag?.rollout ?? 0)} of users are in it`
    : statusWords(status, summary.stuck);
}

/** Experiments on the way to their launch. */
export function plannedTable(
  caption: string,
  lines: readonly ExperimentSummary[],
  context: TableContext,
): Html {
  return dataTable<ExperimentSummary>(
    caption,
    [
      { name: 'Experiment', cell: titleCell },
      { name: 'State', cell: ({ status, stuck }) => statusWords(status, stuck) },
      { name: 'Start', cell: startCell },
      { name: 'Takes', cell: ({ timing }) => (timing === undefined ? 'no plan yet' : `${timing.days} days`) },
      { name: 'Surface', cell: surfaceCell },
      { name: 'Owner', cell: (line) => owner(context, line) },
    ],
    lines,
  );
}

function startCell({ timing }: ExperimentSummary): Html | string {
  return timing?.start == null ? 'no date' : dayOf(timing.start.from);
}

function surfaceCell({ surface }: ExperimentSummary): Html {
  return lineFrom(surface === '' ? 'not chosen yet' : surface);
}

/** Ideas that are kept for later. */
export function backlogTable(
  caption: string,
  lines: readonly ExperimentSummary[],
  context: TableContext,
): Html {
  return dataTable<ExperimentSummary>(
    caption,
    [
      { name: 'Idea', cell: titleCell },
      {
        name: 'Priority',
        cell: ({ priority }) => (priority === undefined ? 'none yet' : scoreFigure(priority)),
        isFigure: true,
      },
      { name: 'Surface', cell: surfaceCell },
      { name: 'Since', cell: ({ proposedAt }) => dayOf(proposedAt) },
      { name: 'Owner', cell: (line) => owner(context, line) },
    ],
    lines,
  );
}

/** Experiments with an outcome: what it was, what was measured, and what was learnt. */
export function outcomeTable(caption: string, lines: readonly OutcomeLine[]): Html {
  return dataTable<OutcomeLine>(
    caption,
    [
      { name: 'Experiment', cell: ({ summary }) => titleCell(summary) },
      {
        name: 'Outcome',
        cell: ({ past, summary }) =>
          past === null ? statusWords(summary.status) : PAST_OUTCOME_WORDS[past.outcome],
      },
      { name: 'Effect', cell: ({ past, goal }) => effectCell(past, goal) },
      {
        name: 'Learnt',
        cell: ({ past }) => (past?.learning == null ? '–' : lineFrom(past.learning, LEARNING)),
      },
      { name: 'Ended', cell: ({ past }) => (past === null ? '–' : dayOf(past.endedAt)) },
    ],
    lines,
  );
}

/** What a past experiment did to its goal. */
export function effectCell(
  past: Pick<NonNullable<OutcomeLine['past']>, 'effect'> | null,
  goal: string,
): Html | string {
  const effect = past?.effect ?? null;
  if (effect === null) return 'not measured';
  const interval = briefInterval({ lower: effect.low, upper: effect.high });
  return html`${lineFrom(goal, 60)} <strong>${briefPercent(effect.relative)}</strong> (${interval})`;
}

/** Decided experiments whose flag and losing code are still there. */
export function debtTable(caption: string, lines: readonly LoadedLine[], context: TableContext): Html {
  const since = ({ experiment }: LoadedLine) => (experiment === null ? null : flagDebtSince(experiment));
  return dataTable<LoadedLine>(
    caption,
    [
      { name: 'Experiment', cell: ({ summary }) => titleCell(summary) },
      {
        name: 'The flag waits for',
        cell: (line) => {
          const from = since(line);
          return from === null ? 'not yet due' : daysBetween(from, context.now);
        },
      },
      { name: 'State', cell: ({ summary }) => statusWords(summary.status, summary.stuck) },
      { name: 'Owner', cell: ({ summary }) => owner(context, summary) },
    ],
    lines,
  );
}

/** Experiments of any state. */
export function plainTable(
  caption: string,
  lines: readonly ExperimentSummary[],
  context: TableContext,
): Html {
  return dataTable<ExperimentSummary>(
    caption,
    [
      { name: 'Experiment', cell: titleCell },
      { name: 'State', cell: ({ status, stuck }) => statusWords(status, stuck) },
      { name: 'Surface', cell: surfaceCell },
      { name: 'Owner', cell: (line) => owner(context, line) },
      { name: 'Proposed', cell: ({ proposedAt }) => dayOf(proposedAt) },
    ],
    lines,
  );
}

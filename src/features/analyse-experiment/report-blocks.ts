import { header, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { amendmentLines } from '#features/amendment-words.ts';
import { moment } from '#features/moment.ts';
import { titleOf } from '#features/title.ts';
import { missingLine } from './criteria-lines.ts';
import { foundWords } from './facts.ts';
import { harmedWords, unprovenHarmWords } from './harm-lines.ts';
import { decisionHeadline, headlineComparison, isSplitBroken, lookHeadline } from './look-headline.ts';
import { goalLines, guardrailLine, oddLine, progressLine } from './look-lines.ts';
import { stakesLine } from './stakes-blocks.ts';

type Blocks = ChatMessage['blocks'];

/** The headline of a report with the title of its experiment, for places that show no more. Mrkdwn. */
export function reportHeadline(experiment: Experiment, plan: Plan, snapshot: AnalysisSnapshot): string {
  return escapeMrkdwn(`${lookHeadline(plan, snapshot)} · ${titleOf(experiment)}`);
}

/** A look that asks for nothing: its headline, and a line each for what a reader wants to know. Its details have the rest. */
export function reportBlocks(plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  return [
    header(lookHeadline(plan, snapshot)),
    ...linesBlock([
      ...harmLinesOf(plan, snapshot),
      ...goalLines(plan, snapshot),
      guardrailLine(plan, snapshot),
    ]),
  ];
}

/** What is decided on: the headline, why, what is missing, and what a shipment would change. The details have the rest. */
export function decisionBlocks(plan: Plan, snapshot: AnalysisSnapshot): Blocks {
  const { analysis, verdict } = snapshot;
  return [
    header(decisionHeadline(plan, snapshot)),
    ...linesBlock([
      escapeMrkdwn(
        foundWords(plan, analysis, verdict)
          .trim()
          .replace(/(?<=[^.])$/u, ''),
      ),
      ...harmLinesOf(plan, snapshot),
      ...goalLines(plan, snapshot),
      guardrailLine(plan, snapshot),
      missingLine(plan, verdict.criteria),
      stakesLine(plan, snapshot),
    ]),
  ];
}

/** The state of the data, and for a look that asks for nothing, what comes next. Mrkdwn. */
export function closingLines(
  experiment: Experiment,
  plan: Plan,
  snapshot: AnalysisSnapshot,
  next: string,
): string {
  const amended = amendmentLines(experiment).length === 0 ? '' : ' · the plan was amended';
  const hidden =
    snapshot.analysis.show === 'progress'
      ? 'Effects stay hidden until there are enough units, events and whole weeks, and the split is sound.'
      : '';
  const lines = [`${progressLine(plan, snapshot)}${amended}`, oddLine(snapshot), hidden, next];
  return lines.filter((line) => line !== '').join('\n');
}

/** What to do after a look that asks for nothing, and when the next one is. Mrkdwn. */
export function nextWords(experiment: Experiment, { analysis }: AnalysisSnapshot): string {
  const todo = isSplitBroken(analysis) ? 'Find the cause of the split first.' : 'Nothing to do.';
  if (experiment.status === 'paused') return 'No user meets the change until an approver resumes it.';
  const next = nextScheduledAt(experiment);
  return next === null ? todo : `${todo} Next look ${moment(next, '{date_short_pretty}')}.`;
}

function linesBlock(lines: readonly string[]): Blocks {
  const told = lines.filter((line) => line !== '');
  return told.length === 0 ? [] : [section(told.join('\n'))];
}

/** What a look says of harm, unless the headline says it: the proven loss of the goal of the only treatment. */
function harmLinesOf(plan: Plan, snapshot: AnalysisSnapshot): readonly string[] {
  const { analysis, verdict } = snapshot;
  const lead = headlineComparison(plan, snapshot);
  const isSaid = (metric: string) => treatmentsOf(plan).length === 1 && lead?.metric === metric;
  return [
    ...(verdict.harmed ?? [])
      .filter(({ metric }) => !isSaid(metric))
      .map((one) => `:octagonal_sign: ${harmedWords(plan, one)}`),
    ...(analysis.unprovenHarm ?? []).map((one) => `:warning: ${unprovenHarmWords(plan, one)}`),
  ];
}

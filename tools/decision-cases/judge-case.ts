import { RENDERERS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { analysisPlanOf, MINIMUM } from '#domain/looks/analysis-plan.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { DAY } from '#shared/clock.ts';
import type { LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { type Moments, momentsFromVariance, NO_UNITS } from '#stats/moments/moments.ts';
import type { LookCase } from './case-fields.ts';
import { experimentAtLaunch } from './experiment-at-launch.ts';
import { planOfCase } from './plan-of.ts';
import { linesOf, saidCodes } from './said-codes.ts';

const AT = Date.UTC(2026, 0, 5);

/** Everything that came of a case: the outcome of the product's own look, and what its messages say. */
export function judgeCase(one: LookCase) {
  const plan = planOfCase(one.id, one.plan);
  checkMinimum(one);
  const before = runningExperiment(plan, one);
  const { kind, day, final, number = 0 } = one.look;
  const until = AT + day * DAY;
  const due = { scheduled: kind === 'look', until, look: number, lastDay: final };
  const snapshot = { ...snapshotOf(before, due, dataOf(one), until), narrative: null };
  const command: Command<'recordLook'> = { name: 'recordLook', snapshot, actor: BOT, at: until };
  const decided = decide(before, command);
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  const { events, effects } = decided.value;
  const commit = sealCommit(before.key, { version: before.version, hash: '' }, command, decided.value);
  const after = fold([commit], before);
  if (after === null) throw new Error('the look folds to nothing');
  const messages = effects.flatMap((effect) =>
    effect.kind === 'post'
      ? [RENDERERS[effect.topic]({ experiment: after, key: `${commit.id}:0`, at: until })]
      : [],
  );
  const lines = messages.flatMap((message) => saidBy(message, after, snapshot));
  const byBot = events.some(
    (event) => event.type === 'stoppedForHarm' || (event.type === 'variantsDropped' && event.person === null),
  );
  return { plan, snapshot, lines, said: saidCodes(lines), byBot, treatments: treatmentsOf(plan) };
}

/** What a message says, with what stands behind its Details button. */
function saidBy(message: ChatMessage, experiment: Experiment, snapshot: AnalysisSnapshot): readonly string[] {
  const isDetailed = JSON.stringify(message.blocks).includes('"show_details"');
  return [...linesOf(message), ...(isDetailed ? linesOf(detailsView(experiment, snapshot)) : [])];
}

/** The registered minimum is the product's own; a case with another one cannot be judged by it. */
function checkMinimum({ plan: { minimum } }: LookCase): void {
  const { days, eventsPerVariant, unitsPerVariantToDecide } = MINIMUM;
  const own = [days, unitsPerVariantToDecide, eventsPerVariant];
  if (String([minimum.days, minimum.unitsPerVariant, minimum.eventsPerVariant]) !== String(own)) {
    throw new Error('the minimum of the case is not the one that the product registers');
  }
}

function dataOf({ look }: LookCase): LookData {
  const moments = Object.entries(look.metrics).map(([metric, arms]) => [
    metric,
    Object.fromEntries(
      Object.entries(arms).map(([variant, { n, mean, variance }]): readonly [string, Moments] => [
        variant,
        n > 0 ? momentsFromVariance(n, mean, variance) : NO_UNITS,
      ]),
    ),
  ]);
  return {
    look: Math.max(1, look.number ?? 1),
    daysRunning: look.day,
    final: look.final,
    units: look.units,
    multipleExposure: 0,
    moments: Object.fromEntries(moments),
  };
}

/** The experiment as it stands before the look: running, with the looks that showed effects. */
function runningExperiment(plan: Plan, one: LookCase): Experiment {
  const started = experimentAtLaunch(plan, AT);
  return {
    ...started,
    looks: { ...started.looks, snapshots: one.earlier.map((look) => earlierSnapshot(plan, look)) },
  };
}

/** A look that showed effects and asked for nothing: spending remembers its units. */
function earlierSnapshot(plan: Plan, { look, day, units }: LookCase['earlier'][number]) {
  const shares = plan.variants.map(({ key, allocation }) => [key, Math.round(units * allocation)] as const);
  const data: LookData = {
    look,
    daysRunning: day,
    final: false,
    units: Object.fromEntries(shares),
    multipleExposure: 0,
    moments: {},
  };
  const analysis = {
    ...analyze(analysisPlanOf(plan), data, []),
    informationFraction: units / plan.sizing.plannedUnits,
    show: 'effects',
  } as const;
  const verdict = {
    recommendation: 'keep-running',
    variant: null,
    criteria: [],
    rule: 'not-yet',
    harm: null,
  } as const;
  const until = AT + day * DAY;
  return {
    hash: `${look}`,
    at: until,
    from: AT,
    until,
    scheduled: true,
    analysis,
    verdict,
    narrative: null,
  };
}

import { context as contextBlock, fields, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { goalMargin } from '#domain/decision/further-criteria.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { count, percent } from '#domain/figures.ts';
import { goalsOf, planForGoal } from '#domain/goals.ts';
import { approvalsNeeded } from '#domain/guards.ts';
import { type Plan, sizedLift } from '#domain/plan.ts';
import { shippingPlanWords } from '#features/afterwards-words.ts';
import { liftWords } from '#features/lift-words.ts';
import { unusableWords } from '#features/odd-data-words.ts';
import { assessedSections } from './assessed-words.ts';
import { baselineWords } from './baseline-words.ts';
import { chancesSection } from './chances.ts';
import { wholeConfigurations } from './configuration-words.ts';
import { listSection } from './list-section.ts';
import { concernSection, noteSections } from './note-words.ts';
import { otherGoalsFact, severalGoalsReading } from './planned-goals.ts';
import { reasoningSections } from './reasoning-words.ts';
import { guardrailDays, guardrailFacts, surplusOf } from './size-words.ts';
import { watchSection } from './watch-words.ts';

/** Everything that a plan registers and what stands behind it; its message holds a part of it alone. */
export function planSections(experiment: Experiment): ChatMessage['blocks'] {
  const { plan, planHash, settings, opinion } = designOf(experiment);
  return [
    section(`${bold('Asked for')}  ${escapeMrkdwn(experiment.request.idea)}`),
    section(`${bold('Hypothesis')}  ${escapeMrkdwn(plan.hypothesis)}`),
    section(`${bold('Why')}  ${escapeMrkdwn(plan.rationale)}`),
    ...reasoningSections(plan),
    section(variantLines(plan)),
    ...wholeConfigurations(plan),
    fields(factsOf(plan)),
    section(`${bold('Looks')}  ${readingOf(plan)}`),
    ...chancesSection(plan),
    ...rulesSection(plan),
    ...watchSection(experiment, plan),
    ...shippingSection(plan),
    ...assessedSections(experiment),
    ...listSection('Risks', plan.risks.map(escapeMrkdwn)),
    ...noteSections(experiment),
    ...concernSection(opinion),
    contextBlock([
      `plan ${code(planHash.slice(0, 12))} · ${methodOf(plan)} · template ${escapeMrkdwn(plan.templateName)}${settings === null ? '' : ` · settings ${settings}`} · ${approverWords(experiment)}`,
    ]),
  ];
}

function variantLines(plan: Plan): string {
  const lines = plan.variants.map(
    (variant) => `${code(variant.key)} ${percent(variant.allocation)}: ${escapeMrkdwn(variant.description)}`,
  );
  return bullets(lines);
}

function factsOf(plan: Plan): readonly string[] {
  const secondary = plan.secondary.map(({ name }) => escapeMrkdwn(name));
  const { goal, request, sizing, baseline } = plan;
  return [
    `${bold('Goal')}\n${escapeMrkdwn(goal.name)} should ${goal.desiredDirection === 'increase' ? 'rise' : 'fall'}`,
    ...otherGoalsFact(plan),
    `${bold('Today')}\n${baselineWords(plan)}${unusableOf(plan)}`,
    `${bold('Worth having')}\n${liftWords(plan, request.smallestLift)}`,
    `${bold('Sized to see')}\n${liftWords(plan, sizedLift(request))}${surplusOf(plan)}`,
    ...guardrailFacts(plan),
    ...(secondary.length === 0 ? [] : [`${bold('Also read')}\n${secondary.join(', ')}`]),
    `${bold('Where')}\n${escapeMrkdwn(request.surface)}, ${escapeMrkdwn(request.repository)}${fileWords(request)}${request.crossesLogin === true ? '; a unit keeps its variant when it signs in' : ''}`,
    `${bold('Sample')}\nat least ${count(sizing.unitsPerVariant)} units per variant, ${expectedWords(plan)}`,
    `${bold('Runs')}\n${sizing.days} days${guardrailDays(plan)} at ${percent(request.trafficShare)} of ${count(baseline.unitsPerDay)} new units a day${waitOf(plan)}`,
  ];
}

/** How many units are expected, in all and in the unit of the size: of the smallest variant, if they differ. */
function expectedWords({ variants, sizing }: Plan): string {
  const shares = variants.map(({ allocation }) => allocation);
  const least = Math.min(...shares);
  const isEven = shares.every((share) => Math.abs(share - least) < 1e-9);
  const each = `${count(Math.floor(sizing.plannedUnits * least))} ${isEven ? 'per variant' : 'in the smallest'}`;
  return `${count(sizing.plannedUnits)} expected in all (${each})`;
}

/** The file under test, after the place; empty if code is varied. */
function fileWords({ file }: Plan['request']): string {
  return file === undefined ? '' : `; under test is the file ${code(file)}`;
}

function waitOf({ goal, sizing: { waitDays = 0 } }: Plan): string {
  if (waitDays === 0) return '';
  const days = waitDays === 1 ? 'day' : `${waitDays} days`;
  return `; units of the last ${days} do not count for the goal, because ${escapeMrkdwn(goal.name)} is known ${waitDays === 1 ? 'a day' : days} after a unit came`;
}

/** What of the baseline is no number. */
function unusableOf({ goal, baseline: { unusable } }: Plan): string {
  return unusable === undefined ? '' : `\n:warning: ${unusableWords(goal, unusable)}`;
}

function readingOf(plan: Plan): string {
  const looks = plan.sizing.plannedLooks;
  const cadence =
    looks === 1
      ? 'One, at the end'
      : `${looks} in all, ${plan.lookCadence}. An early look needs stronger evidence`;
  return `${cadence}. The chance of a false proof is at most ${percent(plan.alpha)} in all. The chance to prove a true lift of ${percent(sizedLift(plan.request))} is at least ${percent(plan.power)}.${severalGoalsReading(plan)}${shippingOf(plan)}${segmentsOf(plan)}`;
}

/** By what the split and the goal are also read. */
function segmentsOf({ dimensions = [] }: Plan): string {
  if (dimensions.length === 0) return '';
  return ` The split and the goal are also read by ${dimensions.map(code).join(', ')}; effects by segment are exploratory and decide nothing.`;
}

/** What it takes to ship, for plans that register no rules. */
function shippingOf({ decisionRules, request }: Plan): string {
  if (decisionRules !== undefined) return '';
  return ` To ship, the lift must be proven and its interval must reach ${percent(request.smallestLift)}.`;
}

/** The statistics behind the size, for those who want to redo it. */
function methodOf({ sizing }: Plan): string {
  return sizing.plannedLooks === 1 ? sizing.method : `${sizing.method}, O’Brien-Fleming spending`;
}

/** What it takes to ship, by the rules that the plan registers. */
export function rulesSection(plan: Plan) {
  if (plan.decisionRules === undefined) return [];
  const { name, description, rows } = plan.decisionRules;
  const margins = goalsOf(plan).map(
    ({ key, name }) =>
      ` ${escapeMrkdwn(name)} may get worse by at most ${percent(goalMargin(planForGoal(plan, key)))}.`,
  );
  const margin = rows.some(({ when }) => when['goal-not-worse'] === 'met') ? margins.join('') : '';
  return [section(`${bold('Decided by')}  ${code(name)}: ${escapeMrkdwn(description)}${margin}`)];
}

/** How a shipment is to reach all users, if not at once. */
export function shippingSection({ afterwards }: Plan) {
  const words = shippingPlanWords(afterwards);
  return words === '' ? [] : [section(`${bold('After a shipment')}  ${words}`)];
}

/** Who has to approve the plan. Plain text. */
export function approverWords(experiment: Experiment): string {
  const takesTwo = approvalsNeeded(experiment) === 2;
  const needed = takesTwo
    ? 'two approvers who neither wrote nor own it'
    : 'one approver who neither wrote nor owns it';
  return `risk ${designOf(experiment).plan.request.risk}: ${needed}`;
}

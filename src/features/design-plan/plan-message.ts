import { actions } from '#block-kit/buttons.ts';
import { header, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import { type Plan, sizedLift, treatmentsOf } from '#domain/plan.ts';
import { renderFailure } from '#features/failure.ts';
import { liftWords } from '#features/lift-words.ts';
import { notificationText } from '#features/notification.ts';
import { editRequestButton } from '#features/propose-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';
import { approvePlan, askForChanges, rejectPlan } from '#features/review-plan/actions.ts';
import { listed } from '#shared/listed.ts';
import { retryDesign, showPlan } from './actions.ts';
import { alternativeButtons, alternativeLines } from './alternative-buttons.ts';
import { overruledLines, raisedRiskLines } from './assessed-words.ts';
import { baselineWords } from './baseline-words.ts';
import { approverWords, rulesSection, shippingSection } from './blocks.ts';
import { chancesSection } from './chances.ts';
import { changedSection } from './changed-words.ts';
import { chosenSection } from './chosen-words.ts';
import { configurationSections } from './configuration-words.ts';
import { concernLines, noteLines } from './note-words.ts';
import { otherGoalsLine } from './planned-goals.ts';
import { contradictionLines, objectionWords } from './reasoning-words.ts';
import { briefGuardrails } from './size-words.ts';
import { watchSection } from './watch-words.ts';

/** Characters of a line that people or agents wrote; its details have all. */
const LINE = 240;
/** Risks, and concerns of the policy review, that the message names. */
const MOST_NAMED = 3;
/** Look days that are named one by one. */
const MOST_DAYS = 4;

/** The plan as people review it: what is asked, what it takes and what may go wrong. Its details have the rest. */
export function renderPlan(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { plan } = designOf(experiment);
  return message({
    text: notificationText(`Plan to review: ${runWords(plan)}`, plan.title),
    blocks: [
      header(oneLine(`Plan: ${plan.title}`, 150)),
      ...changedSection(experiment),
      section(whatLines(plan).join('\n')),
      ...configurationSections(plan),
      ...objectionSection(context),
      ...chosenSection(experiment),
      ...chancesSection(plan),
      ...rulesSection(plan),
      ...watchSection(experiment, plan),
      ...shippingSection(plan),
      ...riskBlocks(experiment),
      reviewButtons(context),
      section(`${firstUpper(approverWords(experiment))}${voidedWords(experiment)}`, {
        accessory: showPlan.button(context, { label: 'Details' }),
      }),
    ],
  });
}

function whatLines(plan: Plan): readonly string[] {
  const { goal, request } = plan;
  const moves = goal.desiredDirection === 'increase' ? 'rise' : 'fall';
  const lifts = `${bold('Worth having')} ${liftWords(plan, request.smallestLift)} · ${bold('Sized to see')} ${liftWords(plan, sizedLift(request))}`;
  return [
    escapeMrkdwn(oneLine(plan.hypothesis, LINE)),
    `${bold('Goal')}  ${escapeMrkdwn(isolated(oneLine(goal.name, LINE)))} should ${moves} from ${baselineWords(plan)}`,
    ...otherGoalsLine(plan),
    `${lifts} · ${runWords(plan)}, ${lookWords(plan)}`,
    ...fileLine(plan),
    ...treatmentLines(plan),
    ...briefGuardrails(plan),
  ];
}

function runWords({ sizing }: Plan): string {
  return `${sizing.days} days, at least ${count(sizing.unitsPerVariant)} units per variant`;
}

/** "looks on days 15 and 22": the dates follow from the launch. */
function lookWords({ sizing, lookCadence }: Plan): string {
  const days = lookDays(sizing.days, lookCadence, sizing.waitDays);
  const last = days.at(-1) ?? sizing.days;
  if (days.length === 1) return `one look on day ${last}`;
  if (days.length > MOST_DAYS) return `${days.length} looks from day ${days[0]} to day ${last}`;
  return `looks on days ${listed(days.map(String))}`;
}

/** The file under test, with what becomes of it; none if code is varied. */
function fileLine({ request: { file } }: Plan): readonly string[] {
  if (file === undefined) return [];
  return [
    `${bold('File under test')}  ${code(oneLine(file, LINE))}: it stays, and each variant gets a file beside it`,
  ];
}

/** What the treatments are, if there are several; the hypothesis says it of one. */
function treatmentLines(plan: Plan): readonly string[] {
  const treatments = treatmentsOf(plan);
  if (treatments.length === 1) return [];
  return treatments.map(({ key, description }) => `${code(key)}  ${escapeMrkdwn(oneLine(description, 120))}`);
}

/** Another goal that the designer proposes, with its button if a plan for it can be made. */
function objectionSection(context: RenderContext): ChatMessage['blocks'] {
  const words = objectionWords(designOf(context.experiment).plan);
  if (words === null) return [];
  const buttons = alternativeButtons(context);
  // Beside its text a long button leaves a phone no width for it.
  return [section(words), ...(buttons.length === 0 ? [] : [actions(buttons)])];
}

/** What speaks against it and what may go wrong, a line each. */
function riskBlocks(experiment: Experiment): ChatMessage['blocks'] {
  const { plan, opinion } = designOf(experiment);
  const against = contradictionLines(plan);
  const lines = [
    ...overruledLines(experiment),
    ...raisedRiskLines(experiment),
    ...noteLines(experiment).slice(0, MOST_NAMED),
    ...against.slice(0, MOST_NAMED),
    ...named('Risk', plan.risks),
    ...concernLines(opinion).slice(0, MOST_NAMED),
  ];
  const left = [noteLines(experiment), against, plan.risks, opinion.considerations]
    .map((all) => Math.max(0, all.length - MOST_NAMED))
    .reduce((sum, more) => sum + more, 0);
  if (lines.length === 0) return [];
  const more = left === 0 ? [] : [`${left} more in the details`];
  return [section([...lines, ...more].map((line) => `• ${line}`).join('\n'))];
}

function named(what: string, texts: readonly string[]): readonly string[] {
  return texts.slice(0, MOST_NAMED).map((text) => `${what}: ${escapeMrkdwn(oneLine(text, LINE))}`);
}

/** Whose approvals of the plan before no longer count, with a full stop before it; empty if there were none. */
function voidedWords({ proposal: { voided = [] } }: Experiment): string {
  if (voided.length === 0) return '';
  const names = listed(voided.map(mention));
  return voided.length === 1
    ? `. The approval of ${names} was for the plan before, and no longer counts.`
    : `. The approvals of ${names} were for the plan before, and no longer count.`;
}

function firstUpper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function reviewButtons(context: RenderContext) {
  return actions([
    approvePlan.button(context, { label: 'Approve', style: 'primary' }),
    askForChanges.button(context, { label: 'Ask for changes' }),
    editRequestButton.button(context, { label: 'Edit' }),
    rejectPlan.button(context, { label: 'Reject', style: 'danger' }),
  ]);
}

/** The agents could not make a plan. */
export function renderDesignFailed(context: RenderContext): ChatMessage {
  const ways = { lines: alternativeLines(context), buttons: alternativeButtons(context) };
  return renderFailure(context, 'There is no plan yet', retryDesign, true, ways);
}

import { section } from '#block-kit/layout.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { controlOf } from '#domain/plan.ts';
import { shipmentStep } from '#domain/shipping/shipment-steps.ts';
import { recommendedWords } from '#features/act-words.ts';
import { decidedBy } from '#features/decided-by.ts';
import { reasonOf } from '#features/said.ts';

/** What came of the decision, for whom, and who took it. Mrkdwn. */
export function outcomeText(experiment: Experiment, record: DecisionRecord): string {
  return `${done(experiment, record)} Decided ${decidedBy(record)}.`;
}

/** The same as the first part of every message about the outcome, with the reason if one was asked for. */
export function outcomeSection(experiment: Experiment, record: DecisionRecord) {
  const by = `Decided ${decidedBy(record)}.`;
  return section(`:checkered_flag: *${done(experiment, record)}* ${by}${whyWords(experiment, record)}`);
}

function done(experiment: Experiment, record: DecisionRecord): string {
  const snapshot = latestSnapshot(experiment);
  if (record.decision === 'ship' && snapshot !== null) {
    const what = described(experiment, shippedVariant(experiment, snapshot));
    const step = shipmentStep(experiment);
    return `Shipped: ${step === null ? 'all' : `${percent(step.share)} of all`} users now get ${what}.`;
  }
  const control = described(experiment, controlOf(designOf(experiment).plan)?.key ?? '');
  return record.decision === 'end-without-winner'
    ? `Ended without shipping: the flag is off, and all users keep ${control}.`
    : `Killed: the flag is off, and all users keep ${control}.`;
}

/** A variant by its key and by what people see of it. */
function described(experiment: Experiment, key: string): string {
  const variant = designOf(experiment).plan.variants.find((one) => one.key === key);
  const words = oneLine(variant?.description ?? '', 120).replace(/\.$/, '');
  return `${code(key)}${words === '' ? '' : ` (${escapeMrkdwn(words)})`}`;
}

/** Why it was decided so, if that was asked. */
function whyWords(experiment: Experiment, { overrides, recommendation, reason }: DecisionRecord): string {
  if (reason === null) return '';
  if (!overrides) return `\nReason for ending it before its registered end${reasonOf(reason)}.`;
  const recommended = escapeMrkdwn(recommendedWords(experiment, recommendation));
  return `\nThe rules recommended to ${recommended}. Reason for deciding otherwise${reasonOf(reason)}.`;
}

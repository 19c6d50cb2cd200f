import type { ModalView } from '@slack/types';
import { staticSelect } from '#block-kit/choices.ts';
import { textInput } from '#block-kit/inputs.ts';
import { section } from '#block-kit/layout.ts';
import { extendedPlan, extensionChoices } from '#domain/amendments/extension.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import type { Evidence } from '#features/evidence.ts';
import { DAYS, REASON } from './amend-fields.ts';
import { extendForm } from './modals.ts';

/** The first end that may be chosen; one that is refused if there is none. */
export function firstChoice(experiment: Experiment): number {
  const { plan } = designOf(experiment);
  return extensionChoices(plan)[0] ?? plan.sizing.days;
}

/** The form that asks until when, and why. */
export function extendView(experiment: Experiment, evidence: Evidence): ModalView {
  const { plan } = designOf(experiment);
  const { days, plannedUnits } = plan.sizing;
  const choices = extensionChoices(plan).map((choice) => ({
    value: String(choice),
    label: `${choice} days in all, about ${count(extendedPlan(experiment, choice).sizing.plannedUnits)} units`,
  }));
  return extendForm.view(evidence, {
    title: 'Extend the experiment',
    submit: 'Extend',
    blocks: [
      section(
        `Registered: ${days} days, ${count(plannedUnits)} units. An experiment is extended once, before its registered end. The error rate stays as promised: what is spent stays spent, and units that come from now on weigh less in the effects.`,
      ),
      staticSelect({
        ...{ label: 'Until when?', blockId: DAYS, actionId: DAYS, choices },
        ...(choices[0] === undefined ? {} : { initial: choices[0].value }),
      }),
      textInput({
        ...{ label: 'Why should it run longer?', blockId: REASON, actionId: REASON },
        ...{ multiline: true, minLength: 3, maxLength: 1_000 },
      }),
    ],
  });
}

import type { ModalView } from '@slack/types';
import { radioButtons, staticSelect, userSelect } from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import { section } from '#block-kit/layout.ts';
import type { Choices } from '#features/co-pilot.ts';
import type { Evidence } from '#features/evidence.ts';
import { MARGIN, METRIC, OWNER, REASON, WHAT } from './amend-fields.ts';
import { amendForm } from './modals.ts';

const field = (id: string, label: string) => ({ label, blockId: id, actionId: id });

/** The form that asks what of the registered plan should change, and why. */
export function amendView(choices: Choices, evidence: Evidence): ModalView {
  return amendForm.view(evidence, {
    title: 'Amend the plan',
    submit: 'Ask for approval',
    blocks: [
      section(
        'The goal, the variants and the split stay as they are registered. A metric that an amendment touches is exploratory from then on, and every later report names the amendment.',
      ),
      radioButtons({
        ...field(WHAT, 'What should change?'),
        choices: [
          { value: 'margin', label: 'The margin of a guardrail' },
          { value: 'add-secondary', label: 'Add a secondary metric' },
          { value: 'remove-secondary', label: 'Remove a secondary metric' },
          { value: 'owner', label: 'The owner' },
        ],
        initial: 'margin',
      }),
      staticSelect({
        ...field(METRIC, 'Metric'),
        optional: true,
        choices: choices.catalogue.map(({ key, name, description }) => ({
          value: key,
          label: name,
          description,
        })),
      }),
      numberInput({
        ...field(MARGIN, 'New margin, in %'),
        optional: true,
        decimals: true,
        min: 0.1,
        max: 50,
      }),
      userSelect({ ...field(OWNER, 'New owner'), optional: true }),
      textInput({ ...field(REASON, 'Why?'), multiline: true, minLength: 3, maxLength: 1_000 }),
    ],
  });
}

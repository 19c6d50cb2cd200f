import type { ModalView } from '@slack/types';
import {
  type Choice,
  multiStaticSelect,
  radioButtons,
  staticSelect,
  userSelect,
} from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Choices } from '#features/co-pilot.ts';
import { usualMustHolds } from '#features/with-usual-guardrails.ts';
import { configurationFields } from './form-configurations.ts';
import { otherGoalsField } from './form-goals.ts';
import { writeMargins } from './form-guardrails.ts';
import { ideaInput } from './idea-input.ts';
import { type FormPurpose, requestForm } from './submit.ts';

/** The longest list of margins that the form takes, in characters. */
const MARGINS_LENGTH = 3_000;
/** The longest path that the form takes, in characters. */
const FILE_LENGTH = 300;

export interface ModalContent {
  readonly purpose: FormPurpose;
  readonly choices: Choices;
  readonly values: Partial<ExperimentRequest>;
}

/** The request form; block id and action id of a field are its name. Shares and lifts are typed in per cent. */
export function requestModal({ purpose, choices, values }: ModalContent): ModalView {
  const metrics = choices.catalogue.map(({ key, name, description }) => ({
    value: key,
    label: name,
    description,
  }));
  return requestForm.view(purpose, {
    title: purpose.mode === 'propose' ? 'New experiment' : 'Edit experiment',
    submit: purpose.mode === 'propose' ? 'Plan it' : 'Plan it again',
    blocks: [
      ideaInput(values.idea),
      staticSelect({
        ...field('goalMetric', 'Goal metric: what should get better'),
        choices: metrics,
        ...initial(values.goalMetric),
      }),
      otherGoalsField(metrics, values),
      multiStaticSelect({
        ...field('guardrailMetrics', 'Guardrails: what must not get worse'),
        hint: guardrailHint(choices),
        optional: true,
        choices: metrics,
        ...initial(values.guardrailMetrics ?? choices.guardrails),
      }),
      ...mustHoldFields(choices, values, metrics),
      numberInput({
        ...field('smallestLift', 'Smallest lift worth having, in %'),
        hint: 'Relative to today: 5 means from 20.0 % to 21.0 %. Smaller lifts need more units.',
        decimals: true,
        min: 0.1,
        max: 500,
        initial: inPercent(values.smallestLift ?? 0.05),
      }),
      numberInput({
        ...field('expectedLift', 'Lift to be able to see, in %'),
        hint: 'If you expect more than the smallest lift worth having, type it here: the plan is sized for it and takes less time. If this is empty, the plan is sized for the smallest.',
        optional: true,
        decimals: true,
        min: 0.1,
        max: 500,
        ...(values.expectedLift === undefined ? {} : { initial: inPercent(values.expectedLift) }),
      }),
      ...placeFields(choices, values),
    ],
  });
}

function mustHoldFields(choices: Choices, values: Partial<ExperimentRequest>, metrics: readonly Choice[]) {
  const guardrails = values.guardrailMetrics ?? choices.guardrails;
  const isGuardrail = (key: string) => guardrails.includes(key);
  // Those that are no guardrails yet are preselected for when they are chosen, and count only then.
  const usual = usualMustHolds(
    metrics.map(({ value }) => value),
    choices.catalogue,
  );
  return [
    multiStaticSelect({
      ...field('mustHold', 'Guardrails that must hold'),
      hint: 'They must be proven within their margins before anything ships, and the plan is sized for it. The other guardrails are watched: only a proven loss stops a shipment. One that is filled in here but is no guardrail above counts once you choose it there.',
      optional: true,
      choices: metrics,
      initial: [
        ...(values.mustHold ?? usual.filter(isGuardrail)),
        ...usual.filter((key) => !isGuardrail(key)),
      ],
    }),
    textInput({
      ...field('margins', 'Margins of guardrails, if not as usual, in %'),
      hint: 'One guardrail a line. A wider margin takes fewer days to prove.',
      placeholder: 'Crash rate: 10',
      optional: true,
      multiline: true,
      maxLength: MARGINS_LENGTH,
      ...initial(writeMargins(values.margins, choices.catalogue)),
    }),
  ];
}

/** What the form does not ask for is added by the settings or, if they name none, by the designer. */
function guardrailHint({ guardrails }: Choices): string {
  return guardrails.length === 0
    ? 'If this is empty, the designer proposes some.'
    : 'The settings name some for every experiment: those are added if you take them out.';
}

function placeFields(choices: Choices, values: Partial<ExperimentRequest>) {
  const named = (items: readonly string[]) => items.map((item) => ({ value: item, label: item }));
  return [
    numberInput({
      ...field('trafficShare', 'Share of traffic, in %'),
      decimals: true,
      min: 1,
      max: 100,
      initial: inPercent(values.trafficShare ?? 1),
    }),
    textInput({
      ...field('split', 'Split between control and treatments, in %'),
      hint: 'Control first, separated by slashes; the parts sum to 100.',
      maxLength: 60,
      initial: (values.split ?? [0.5, 0.5]).map(inPercent).join(' / '),
    }),
    staticSelect({
      ...field('surface', 'Surface: where people meet the change'),
      choices: named(choices.surfaces),
      ...initial(values.surface),
    }),
    radioButtons({
      ...field('crossesLogin', 'Do users sign in while they use it?'),
      choices: [
        {
          value: 'surface',
          label: 'As usual on this surface',
          description: 'what the settings of the surface say',
        },
        { value: 'yes', label: 'Yes', description: 'a unit keeps its variant when it signs in' },
        { value: 'no', label: 'No' },
      ],
      initial: loginChoice(values),
    }),
    staticSelect({
      ...field('repository', 'Repository'),
      choices: named(choices.repositories),
      ...initial(values.repository ?? choices.repositories[0]),
    }),
    textInput({
      ...field('file', 'File under test, if it is no code'),
      hint: 'A prompt or a configuration of the repository: its original stays, and each variant gets a file beside it. If this is empty, code is varied.',
      placeholder: 'prompts/support.md',
      optional: true,
      maxLength: FILE_LENGTH,
      ...initial(values.file),
    }),
    ...configurationFields(choices, values),
    radioButtons({
      ...field('risk', 'Risk'),
      choices: [
        { value: 'low', label: 'Low', description: 'easy to undo, no person is harmed' },
        { value: 'medium', label: 'Medium', description: 'money or trust is touched' },
        { value: 'high', label: 'High', description: 'two approvers are needed' },
      ],
      initial: values.risk ?? 'low',
    }),
    userSelect({
      ...field('owner', 'Owner: who answers for it'),
      ...(values.owner === undefined ? {} : { initial: values.owner }),
    }),
  ];
}

/** A request that was read before says yes or no; a new one follows its surface. */
function loginChoice({ crossesLogin, surface }: Partial<ExperimentRequest>): string {
  if (crossesLogin === true) return 'yes';
  return surface === undefined ? 'surface' : 'no';
}

function field(name: keyof ExperimentRequest, label: string) {
  return { label, blockId: name, actionId: name };
}

function initial<Value>(value: Value | undefined) {
  return value === undefined ? {} : { initial: value };
}

function inPercent(share: number): number {
  return Number((share * 100).toFixed(4));
}

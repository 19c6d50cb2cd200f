import { oneField, yesField } from '#features/edit-settings/fields/choice-fields.ts';
import type { FormField } from '#features/edit-settings/fields/form-field.ts';
import { linesField } from '#features/edit-settings/fields/lines-field.ts';
import { ownerField } from '#features/edit-settings/fields/owner-field.ts';
import { numberField, textField, writtenField } from '#features/edit-settings/fields/typed-fields.ts';
import { filterNotation } from '#features/edit-settings/notation/conditions.ts';
import { capWritten } from '#features/edit-settings/notation/small-notations.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { ownValue } from '#shared/own-value.ts';
import { metricChoices, namesShown, type SettingsPart } from './settings-part.ts';

const KINDS = [
  { value: 'proportion', label: 'Proportion', description: 'the share of units that did it' },
  { value: 'mean', label: 'Mean', description: 'how often, how much or how many, a unit' },
  { value: 'ratio', label: 'Ratio', description: 'a sum over another, such as revenue an order' },
  { value: 'quantile', label: 'Quantile', description: 'such as the load time of nine in ten units' },
  { value: 'retention', label: 'Retention', description: 'the share of units that came back' },
] as const;

export const metricsPart: SettingsPart = {
  kind: 'list',
  id: 'metrics',
  title: 'Metrics',
  help: 'What experiments move and protect. There must be at least two: a goal and a guardrail.',
  group: 'metrics',
  isByKey: true,
  noun: 'metric',
  kinds: KINDS,
  line: (file) => namesShown(metricChoices(file).map(({ label }) => label)) || 'none',
  entries: metricChoices,
  entry: (_ground, { present, kind }) => {
    const shown = String(valueAt(present, ['kind']) ?? kind);
    return {
      born: { kind: shown },
      fields: [...COMMON, ...(ownValue(FIELDS, shown) ?? []), ...AS_GUARDRAIL, ownerField('metric')],
    };
  },
};

const COMMON: readonly FormField[] = [
  textField({ id: 'name', at: ['name'], label: 'Name', longest: 75 }),
  textField({ id: 'description', at: ['description'], label: 'What it counts, in words', longest: 75 }),
  oneField({
    ...{ id: 'direction', at: ['direction'], label: 'Which way is good' },
    choices: [
      { value: 'increase', label: 'Increase' },
      { value: 'decrease', label: 'Decrease' },
    ],
  }),
];

const AS_GUARDRAIL: readonly FormField[] = [
  numberField({
    ...{ id: 'margin', at: ['margin'], label: 'Margin as a guardrail', decimals: true, optional: true },
    hint: 'How much worse it may get: 0.05 is 5 %. The default of all plans if left empty.',
  }),
  yesField({
    ...{ id: 'mustHold', at: ['mustHold'], label: 'As a guardrail' },
    yes: 'It must be proven within its margin before anything ships',
  }),
  numberField({
    ...{
      id: 'worthHaving',
      at: ['worthHaving'],
      label: 'Worth having as a goal',
      decimals: true,
      optional: true,
    },
    hint: 'The smallest lift worth having if a request leaves it open: 0.02 is 2 %.',
  }),
];

function filters(id: string, at: readonly string[]): FormField {
  return linesField({
    ...{ id, at, label: 'Filters', optional: true, notation: filterNotation },
    hint: 'One a line, all must hold: plan is pro · plan is not free · amount > 5 · url contains /cart · coupon is set',
  });
}

function event(id: string, at: readonly string[], label = 'Event'): FormField {
  return textField({ id, at, label, longest: 200 });
}

/** The fields of an event that is counted, summed or whose texts are counted. */
function measured(prefix: string, at: readonly string[], label: string): readonly FormField[] {
  return [
    event(`${prefix}event`, [...at, 'event'], `${label}Event`),
    oneField({
      ...{ id: `${prefix}aggregate`, at: [...at, 'aggregate'], label: `${label}What of it` },
      choices: [
        { value: 'count', label: 'Count of events' },
        { value: 'sum', label: 'Sum of a property' },
        { value: 'unique', label: 'Number of different texts of a property' },
      ],
    }),
    textField({
      ...{ id: `${prefix}property`, at: [...at, 'property'], label: `${label}Property`, longest: 200 },
      ...{ optional: true, hint: 'For a sum and for different texts.' },
    }),
    filters(`${prefix}where`, [...at, 'where']),
  ];
}

const windowDays = numberField({
  ...{ id: 'windowDays', at: ['windowDays'], label: 'Window in days' },
  hint: 'Events count within so many days after a unit’s first exposure.',
});
const delayDays = numberField({
  ...{ id: 'delayDays', at: ['delayDays'], label: 'Delay in days', optional: true },
  hint: 'The event cannot come earlier than so many days after it.',
});
const covariateDays = numberField({
  ...{ id: 'covariateDays', at: ['covariateDays'], label: 'Days before, to take out chance', optional: true },
  hint: 'The same measure over so many days before the first exposure.',
});

/** The fields of each kind. */
const FIELDS: Readonly<Record<string, readonly FormField[]>> = {
  proportion: [
    event('event', ['event']),
    numberField({
      id: 'atLeast',
      at: ['atLeast'],
      label: 'At least so often',
      optional: true,
      hint: '1 if left empty.',
    }),
    filters('where', ['where']),
    windowDays,
    delayDays,
    covariateDays,
  ],
  mean: [
    ...measured('', [], ''),
    windowDays,
    delayDays,
    writtenField({
      ...{ id: 'cap', at: ['cap'], label: 'Cap', optional: true, ...capWritten },
      hint: 'Values above it are set to it: 500, or quantile 0.99',
    }),
    covariateDays,
  ],
  ratio: [
    ...measured('numerator_', ['numerator'], 'Numerator: '),
    ...measured('denominator_', ['denominator'], 'Denominator: '),
    windowDays,
    delayDays,
  ],
  quantile: [
    event('event', ['event']),
    textField({ id: 'property', at: ['property'], label: 'Property', longest: 200 }),
    numberField({
      ...{ id: 'quantile', at: ['quantile'], label: 'Quantile', decimals: true },
      hint: '0.5 is the median; 0.9 is the value that nine in ten units stay below.',
    }),
    filters('where', ['where']),
    windowDays,
  ],
  retention: [
    event('event', ['event']),
    filters('where', ['where']),
    numberField({
      ...{ id: 'fromDay', at: ['fromDay'], label: 'From day', hint: 'Days after the first exposure.' },
    }),
    numberField({ id: 'untilDay', at: ['untilDay'], label: 'Before day' }),
  ],
};

import { manyField, oneField, yesField } from '#features/edit-settings/fields/choice-fields.ts';
import { linesField } from '#features/edit-settings/fields/lines-field.ts';
import { numberField, writtenField } from '#features/edit-settings/fields/typed-fields.ts';
import {
  holdbackWritten,
  riskNotation,
  stepNotation,
} from '#features/edit-settings/notation/small-notations.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { counted, listAt, metricChoices, namesShown, type SettingsPart } from './settings-part.ts';

export const guardrailsPart: SettingsPart = {
  kind: 'form',
  id: 'guardrails',
  title: 'Default guardrails',
  help: 'Metrics that every experiment gets as guardrails, beside those that the requester chooses. The margin of each stands in *Metrics*.',
  line: (file) => namesShown(listAt(file, ['guardrails']).map(String)) || 'none',
  form: ({ file }) => ({
    at: ['guardrails'],
    fields: [
      manyField({
        ...{ id: 'guardrails', at: [], label: 'Guardrails', optional: true, choices: metricChoices(file) },
      }),
    ],
  }),
};

export const defaultsPart: SettingsPart = {
  kind: 'form',
  id: 'defaults',
  title: 'Defaults and risk',
  help: 'What a plan gets unless its metric or its request says otherwise. Shares are fractions: 0.05 is 5 %.',
  line: (file) =>
    [
      `alpha ${valueAt(file, ['defaults', 'alpha'])}`,
      `power ${valueAt(file, ['defaults', 'power'])}`,
      counted(listAt(file, ['defaults', 'risk']).length, 'risk rule'),
    ].join(', '),
  form: () => ({
    at: ['defaults'],
    fields: [
      numberField({ id: 'alpha', at: ['alpha'], label: 'Alpha', decimals: true, hint: 'At most 0.05.' }),
      numberField({
        ...{ id: 'highRiskAlpha', at: ['highRiskAlpha'], label: 'Alpha at high risk', decimals: true },
        ...{ optional: true, hint: 'At most 0.01.' },
      }),
      numberField({ id: 'power', at: ['power'], label: 'Power', decimals: true, hint: 'From 0.8.' }),
      numberField({
        ...{ id: 'margin', at: ['margin'], label: 'Margin of guardrails', decimals: true },
        hint: 'How much worse a guardrail may get if its metric says nothing: at most 0.5.',
      }),
      numberField({
        ...{ id: 'usualDays', at: ['usualDays'], label: 'Usual days', optional: true },
        hint: 'Days that an experiment usually takes: from 7 to 28.',
      }),
      linesField({
        ...{ id: 'risk', at: ['risk'], label: 'Risk rules', optional: true, notation: riskNotation },
        hint: 'One a line: surface checkout at least high · repository owner/name at least medium · goal orders at least high',
      }),
    ],
  }),
};

const RISKS = ['low', 'medium', 'high'] as const;

export const decisionRulesPart: SettingsPart = {
  kind: 'form',
  id: 'decisionRules',
  title: 'Decision rules',
  help: 'The set of rules that judges new plans of each risk. A set of your own comes in by `/experiment settings import`.',
  line: (file) =>
    RISKS.map((risk) => `${risk}: ${valueAt(file, ['decisionRules', 'byRisk', risk])}`).join(', '),
  form: ({ file }) => {
    const own = listAt(file, ['decisionRules', 'sets']).map((set) => String(valueAt(set, ['name'])));
    const names = [...new Set([...own, ...SHIPPED_RULE_SETS.map(({ name }) => name)])];
    const choices = names.map((name) => ({ value: name, label: name }));
    return {
      at: ['decisionRules'],
      fields: RISKS.map((risk) =>
        oneField({ id: risk, at: ['byRisk', risk], label: `Plans of ${risk} risk`, choices }),
      ),
    };
  },
};

export const launchPart: SettingsPart = {
  kind: 'form',
  id: 'launch',
  title: 'Launch steps',
  help: 'The shares of all units that a launch goes through. Without steps of your own it is 5 % and then all.',
  line: (file) =>
    listAt(file, ['launch', 'steps']).map(stepNotation.write).join(', then ') || '5 % and then all',
  form: () => ({
    at: ['launch'],
    fields: [
      linesField({
        ...{ id: 'steps', at: ['steps'], label: 'Steps', optional: true, notation: stepNotation },
        hint: 'One a line, each larger than the one before: 0.05 for 2 days',
      }),
    ],
  }),
};

export const watchPart: SettingsPart = {
  kind: 'form',
  id: 'watch',
  title: 'Watch',
  help: 'What is watched between the looks of every experiment.',
  line: (file) =>
    namesShown(
      ['errors', 'satisfaction', 'privacy'].flatMap((name) => {
        const key = valueAt(file, ['watch', name]);
        return typeof key === 'string' ? [`${name}: ${key}`] : [];
      }),
    ) || 'the goal alone',
  form: ({ file }) => {
    const choices = metricChoices(file);
    const metric = (id: string, label: string, hint: string) =>
      oneField({ ...{ id, at: [id], label, hint, choices }, optional: true });
    return {
      at: ['watch'],
      fields: [
        metric('errors', 'Errors', 'A metric that rises if the product fails.'),
        metric('satisfaction', 'Satisfaction', 'A metric of what people think of it.'),
        metric(
          'privacy',
          'Privacy',
          'Its event must not come from any unit of a change; one pauses the experiment.',
        ),
        numberField({
          ...{ id: 'regression', at: ['regression'], label: 'Regression', decimals: true, optional: true },
          hint: 'The thread hears if the goal is proven worse by more: 0.1 is 10 %.',
        }),
        yesField({
          ...{ id: 'pausesForIntegrity', at: ['pausesForIntegrity'], label: 'A broken split' },
          yes: 'Pause the experiment',
        }),
      ],
    };
  },
};

export const afterwardsPart: SettingsPart = {
  kind: 'form',
  id: 'afterwards',
  title: 'After the looks',
  help: 'What follows the looks. Shares are fractions: 0.05 is 5 %.',
  line: (file) =>
    [
      `decide within ${valueAt(file, ['afterwards', 'decideWithinDays'])} days`,
      valueAt(file, ['afterwards', 'holdback']) === null ? 'no holdback' : 'with a holdback',
    ].join(', '),
  form: () => ({
    at: ['afterwards'],
    fields: [
      numberField({
        ...{ id: 'decideWithinDays', at: ['decideWithinDays'], label: 'Decide within days' },
        hint: 'A decision that waits longer expires, and the flag goes back to the control. 0: never.',
      }),
      numberField({
        ...{
          id: 'harmWithinDays',
          at: ['harmWithinDays'],
          label: 'Decide on harm within days',
          optional: true,
        },
        hint: 'The same for a change that is proven worse. 0: as any other.',
      }),
      numberField({
        ...{ id: 'autoRegressionLimit', at: ['autoRegressionLimit'], label: 'Limit of auto', decimals: true },
        hint: 'With auto on, a goal that got worse by more takes the change back, although nothing is proven.',
      }),
      linesField({
        ...{
          id: 'steps',
          at: ['steps'],
          label: 'Steps of a shipment',
          optional: true,
          notation: stepNotation,
        },
        hint: 'One a line, before all units get it: 0.5 for 2 days',
      }),
      writtenField({
        ...{ id: 'holdback', at: ['holdback'], label: 'Holdback', optional: true, ...holdbackWritten },
        hint: 'A share that keeps the control after a shipment: 0.05 for 4 weeks',
      }),
      yesField({
        id: 'record',
        at: ['record'],
        label: 'Full record',
        yes: 'Post it as a document at the end',
      }),
      yesField({
        id: 'handoff',
        at: ['handoff'],
        label: 'Hand-over',
        yes: 'Open an issue for a shipped change',
      }),
    ],
  }),
};

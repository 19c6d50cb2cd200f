import { linesField } from '#features/edit-settings/fields/lines-field.ts';
import { numberField, textField } from '#features/edit-settings/fields/typed-fields.ts';
import { templateNotation } from '#features/edit-settings/notation/small-notations.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { WAITS } from '#settings/waits.ts';
import { listAt, namesShown, type SettingsPart } from './settings-part.ts';

export const productPart: SettingsPart = {
  kind: 'form',
  id: 'product',
  title: 'The product',
  help: 'What the product is and for whom. The designer reads it before it answers; it goes to the model with every design, so it should hold no secret.',
  line: (file) => {
    const product = valueAt(file, ['product']);
    return typeof product === 'string' ? namesShown([product.slice(0, 200)]) : 'nothing said';
  },
  form: () => ({
    at: ['product'],
    fields: [
      textField({
        ...{ id: 'product', at: [], label: 'The product', optional: true, multiline: true, longest: 2_000 },
      }),
    ],
  }),
};

export const templatesPart: SettingsPart = {
  kind: 'form',
  id: 'templates',
  title: 'Templates',
  help: 'Kinds of experiments that the supervisor chooses from.',
  line: (file) =>
    namesShown(
      listAt(file, ['templates']).map((one) => String(valueAt(one, ['name']))),
      5,
    ),
  form: () => ({
    at: ['templates'],
    fields: [
      linesField({
        ...{ id: 'templates', at: [], label: 'Templates', notation: templateNotation },
        hint: 'One a line: onboarding: first sessions, tutorials; goal: coming back',
      }),
    ],
  }),
};

export const waitsPart: SettingsPart = {
  kind: 'form',
  id: 'waits',
  title: 'Reminders and waits',
  help: 'How long people may let an experiment wait. 0 switches each off.',
  line: (file) => {
    const days = (name: keyof typeof WAITS) => valueAt(file, ['waits', name]) ?? WAITS[name];
    return `remind after ${days('remindAfterDays')}, call after ${days('callAfterDays')}, withdraw after ${days('withdrawAfterDays')} days`;
  },
  form: () => ({
    at: ['waits'],
    fields: [
      numberField({
        ...{
          id: 'remindAfterDays',
          at: ['remindAfterDays'],
          label: 'Remind after working days',
          optional: true,
        },
        hint: `${WAITS.remindAfterDays} if left empty.`,
      }),
      numberField({
        ...{
          id: 'callAfterDays',
          at: ['callAfterDays'],
          label: 'Call all approvers after working days',
          optional: true,
        },
        hint: `${WAITS.callAfterDays} if left empty.`,
      }),
      numberField({
        ...{
          id: 'withdrawAfterDays',
          at: ['withdrawAfterDays'],
          label: 'Withdraw after days',
          optional: true,
        },
        hint: `${WAITS.withdrawAfterDays} if left empty.`,
      }),
    ],
  }),
};

export const retentionPart: SettingsPart = {
  kind: 'form',
  id: 'retentionDays',
  title: 'Retention',
  help: 'Days after the end of a person’s last experiment that their name is kept.',
  line: (file) => {
    const days = valueAt(file, ['retentionDays']);
    return days === 0 ? 'names are kept' : `${days} days`;
  },
  form: () => ({
    at: ['retentionDays'],
    fields: [numberField({ id: 'retentionDays', at: [], label: 'Days', hint: '0 keeps names for ever.' })],
  }),
};

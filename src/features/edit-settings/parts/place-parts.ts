import { yesField } from '#features/edit-settings/fields/choice-fields.ts';
import { linesField } from '#features/edit-settings/fields/lines-field.ts';
import { ownerField } from '#features/edit-settings/fields/owner-field.ts';
import { textField } from '#features/edit-settings/fields/typed-fields.ts';
import { testRuleNotation } from '#features/edit-settings/notation/conditions.ts';
import { nameNotation } from '#features/edit-settings/notation/small-notations.ts';
import { surfaceRuleNotation } from '#features/edit-settings/notation/surface-rules.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { counted, listAt, namesShown, type SettingsPart } from './settings-part.ts';

export const repositoriesPart: SettingsPart = {
  kind: 'form',
  id: 'repositories',
  title: 'Repositories',
  help: 'Code of experiments is proposed in these. The form of an experiment proposes the first one.',
  line: (file) => namesShown(listAt(file, ['repositories']).map(String)) || 'none',
  form: () => ({
    at: ['repositories'],
    fields: [
      linesField({
        ...{ id: 'repositories', at: [], label: 'Repositories', notation: nameNotation },
        hint: 'One a line, as owner/name.',
      }),
    ],
  }),
};

export const surfacesPart: SettingsPart = {
  kind: 'list',
  id: 'surfaces',
  title: 'Surfaces',
  help: 'Places of the product at which units meet a change. One experiment occupies a surface at a time.',
  group: 'surfaces',
  isByKey: false,
  noun: 'surface',
  kinds: [{ value: 'surface', label: 'Surface' }],
  line: (file) => namesShown(listAt(file, ['surfaces']).map(nameOf)) || 'none',
  entries: (file) =>
    listAt(file, ['surfaces']).map((entry) => ({ value: nameOf(entry), label: nameOf(entry) })),
  entry: () => ({
    born: {},
    fields: [
      textField({ id: 'name', at: ['name'], label: 'Name', longest: 75 }),
      linesField({
        ...{ id: 'rules', at: ['rules'], label: 'Rules', optional: true, notation: surfaceRuleNotation },
        hint: 'One a line; a unit comes to the surface by any of them: named checkout · $pathname starts with /cart · event cart_opened if plan is pro. Empty: a path, a screen or an event of the name.',
      }),
      yesField({
        ...{ id: 'crossesLogin', at: ['crossesLogin'], label: 'Login' },
        yes: 'People log in or out on this surface',
      }),
      ownerField('surface'),
    ],
  }),
};

export const testAccountsPart: SettingsPart = {
  kind: 'form',
  id: 'testAccounts',
  title: 'Test accounts',
  help: 'Units that are no customers are left out of every figure.',
  line: (file) =>
    [
      valueAt(file, ['testAccounts', 'platformFilter']) === true
        ? 'those of the platform'
        : 'not those of the platform',
      counted(listAt(file, ['testAccounts', 'rules']).length, 'own rule'),
    ].join(', '),
  form: () => ({
    at: ['testAccounts'],
    fields: [
      yesField({
        ...{ id: 'platformFilter', at: ['platformFilter'], label: 'Filter of the platform' },
        yes: 'Leave out what the analytics platform calls internal and test users',
      }),
      linesField({
        ...{ id: 'rules', at: ['rules'], label: 'Own rules', optional: true, notation: testRuleNotation },
        hint: 'One a line: email contains @company.com · plan is test · email lacks @ · email matches .+@test',
      }),
    ],
  }),
};

export const dimensionsPart: SettingsPart = {
  kind: 'form',
  id: 'dimensions',
  title: 'Dimensions',
  help: 'Properties of the first exposure. *Details* of a report shows the split and the goal by each.',
  line: (file) => namesShown(listAt(file, ['dimensions']).map(String), 5) || 'none',
  form: () => ({
    at: ['dimensions'],
    fields: [
      linesField({
        ...{ id: 'dimensions', at: [], label: 'Properties', optional: true, notation: nameNotation },
        hint: 'One a line, at most 10, such as $os.',
      }),
    ],
  }),
};

function nameOf(entry: unknown): string {
  return String(valueAt(entry, ['name']) ?? '');
}

import { channelField, holdersField, peopleField } from '#features/edit-settings/fields/people-fields.ts';
import { counted, listAt, type SettingsPart } from './settings-part.ts';

export const rolesPart: SettingsPart = {
  kind: 'form',
  id: 'roles',
  title: 'Approvers and admins',
  help: 'Approvers decide on plans, launches and results; high risk takes two who are no authors. Admins change these settings and erase people’s keys.',
  line: (file) =>
    [
      counted(listAt(file, ['roles', 'approvers']).length, 'approver'),
      counted(listAt(file, ['roles', 'admins']).length, 'admin'),
    ].join(', '),
  form: ({ groups }) => ({
    at: ['roles'],
    fields: [
      holdersField({ id: 'approvers', at: ['approvers'], label: 'Approvers', groups }),
      holdersField({ id: 'admins', at: ['admins'], label: 'Admins', groups }),
    ],
  }),
};

export const escalationPart: SettingsPart = {
  kind: 'form',
  id: 'escalation',
  title: 'Escalation',
  help: 'Who is named beside the owner if data cannot be trusted or a change harms users.',
  line: (file) =>
    [
      counted(listAt(file, ['escalation', 'productManagers']).length, 'product manager'),
      counted(listAt(file, ['escalation', 'leadership']).length, 'leader'),
    ].join(', '),
  form: () => ({
    at: ['escalation'],
    fields: [
      peopleField({
        ...{ id: 'productManagers', at: ['productManagers'], label: 'Product managers', optional: true },
        hint: 'They are named if the data of an experiment cannot be trusted.',
      }),
      peopleField({
        ...{ id: 'leadership', at: ['leadership'], label: 'Leadership', optional: true },
        hint: 'They are named if a change harms users.',
      }),
      channelField({
        ...{
          id: 'leadershipChannel',
          at: ['leadershipChannel'],
          label: 'Channel of leadership',
          optional: true,
        },
        hint: 'It hears of harm, too.',
      }),
    ],
  }),
};

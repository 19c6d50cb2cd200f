import { manyField } from '#features/edit-settings/fields/choice-fields.ts';
import { digestFields } from '#features/edit-settings/fields/digest-fields.ts';
import { linesField } from '#features/edit-settings/fields/lines-field.ts';
import { numberField, textField, writtenField } from '#features/edit-settings/fields/typed-fields.ts';
import { channelAlertsNotation, quietWritten } from '#features/edit-settings/notation/quiet-hours.ts';
import { ALERTS, ISSUE_KINDS, type IssueKind } from '#settings/alerts.ts';
import { DIGESTS, type DigestName, TARGETS } from '#settings/digests.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { listAt, namesShown, type SettingsPart } from './settings-part.ts';

const DIGEST_WORDS: Readonly<Record<DigestName, { readonly label: string; readonly hint: string }>> = {
  daily: { label: 'Daily', hint: 'On working days, only if something is wrong.' },
  weekly: { label: 'Weekly', hint: 'What started, ended and comes next.' },
  review: { label: 'Review', hint: 'Every second week: the agenda of a review.' },
  monthly: { label: 'Monthly', hint: 'On the first of the month, for leaders.' },
};

export const digestsPart: SettingsPart = {
  kind: 'form',
  id: 'digests',
  title: 'Digests',
  help: 'What is posted for all experiments. A digest without a channel is not posted.',
  line: (file) =>
    namesShown(
      DIGESTS.filter((name) => listAt(file, ['digests', name, 'channels']).length > 0),
      4,
    ) || 'none',
  form: () => ({
    at: ['digests'],
    fields: [
      textField({
        ...{ id: 'timeZone', at: ['timeZone'], label: 'Time zone', optional: true, longest: 60 },
        hint: 'Of all times below: Europe/Berlin, America/New_York. UTC if left empty.',
      }),
      ...DIGESTS.flatMap((name) => digestFields({ name, ...DIGEST_WORDS[name] })),
    ],
  }),
};

const TARGET_FIELDS = [
  ['experimentsPerQuarter', 'Experiments in a quarter', 'That start in it.'],
  ['daysToDecision', 'Days to a decision', 'From the start of an experiment, as a median.'],
  ['winRate', 'Goal proven better', 'The share of ended experiments: 0.3 is 30 %.'],
  ['provenShipped', 'Shipped of these', 'The share of proven changes that are shipped: 0.9 is 90 %.'],
] as const;

export const targetsPart: SettingsPart = {
  kind: 'form',
  id: 'targets',
  title: 'Targets',
  help: 'What the monthly digest measures the team by. An empty field is the usual target.',
  line: (file) => {
    const of = (name: keyof typeof TARGETS) => valueAt(file, ['targets', name]) ?? TARGETS[name];
    return `${of('experimentsPerQuarter')} experiments in a quarter, decided within ${of('daysToDecision')} days`;
  },
  form: () => ({
    at: ['targets'],
    fields: TARGET_FIELDS.map(([id, label, hint]) =>
      numberField({
        id,
        at: [id],
        label,
        hint: `${hint} ${TARGETS[id]} if left empty.`,
        decimals: true,
        optional: true,
      }),
    ),
  }),
};

export const alertsPart: SettingsPart = {
  kind: 'form',
  id: 'alerts',
  title: 'Alerts',
  help: 'How many alerts a channel gets by themselves, and when. What is over it stands in one message that is edited. Safety passes all of it.',
  line: (file) => {
    const quiet = valueAt(file, ['alerts', 'quietHours']);
    const perDay = `${valueAt(file, ['alerts', 'perDay']) ?? ALERTS.perDay} a day`;
    return `${perDay}, ${quiet === undefined ? 'no quiet hours' : `quiet ${quietWritten.write(quiet)}`}`;
  },
  form: () => ({
    at: ['alerts'],
    fields: [
      numberField({
        ...{ id: 'perDay', at: ['perDay'], label: 'Alerts by themselves', optional: true },
        hint: `Per channel and day. ${ALERTS.perDay} if left empty.`,
      }),
      numberField({
        ...{ id: 'graceHours', at: ['graceHours'], label: 'Grace', optional: true },
        hint: `Hours after the start of a launch in which alerts wait. ${ALERTS.graceHours} if left empty.`,
      }),
      writtenField({
        ...{ id: 'quietHours', at: ['quietHours'], label: 'Quiet hours', optional: true, ...quietWritten },
        hint: '18:30 to 08:00, Europe/Berlin, weekends. Without a time zone it is that of the person who is called.',
      }),
      linesField({
        ...{
          id: 'channels',
          at: ['channels'],
          label: 'Channels',
          optional: true,
          notation: channelAlertsNotation,
        },
        hint: 'What one channel gets instead, one a line: C012AB3CD: 1 a day, 18:30 to 08:00, Europe/Berlin',
      }),
    ],
  }),
};

const ISSUES: Readonly<Record<IssueKind, string>> = {
  checks: 'Checks of a pull request that fail',
  'clean-up': 'A clean-up that is stuck',
  flag: 'A flag that was changed by hand',
};

export const routingPart: SettingsPart = {
  kind: 'form',
  id: 'routing',
  title: 'Routing',
  help: 'What goes to the repository as an issue, beside the thread. The bot needs the permission to write issues.',
  line: (file) => namesShown(listAt(file, ['routing', 'issues']).map(String)) || 'the thread alone',
  form: () => ({
    at: ['routing'],
    fields: [
      manyField({
        ...{ id: 'issues', at: ['issues'], label: 'Issues for', optional: true },
        choices: ISSUE_KINDS.map((value) => ({ value, label: ISSUES[value] })),
      }),
    ],
  }),
};

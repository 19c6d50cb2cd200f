import type { ModalView } from '@slack/types';
import type { FormTarget } from '#features/edit-settings/form-target.ts';
import { settingsImportView } from '#features/edit-settings/import-settings.ts';
import { listView } from '#features/edit-settings/list-view.ts';
import { overview } from '#features/edit-settings/overview.ts';
import { partView, readView } from '#features/edit-settings/part-view.ts';
import { partOf, SETTINGS_PARTS } from '#features/edit-settings/parts/all-parts.ts';
import type { SettingsPart } from '#features/edit-settings/parts/settings-part.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { fileValueOf } from '#settings/file/edit-settings.ts';
import { EMPTY_SETTINGS } from '#settings/file/empty-settings.ts';
import type { Settings } from '#settings/settings.ts';

const GROUPS = [{ value: 'S0000000001', label: 'growth-approvers' }];
const READ_ONLY = ':lock: The settings come from the file `co-pilot.yaml`, so nothing can be changed here.';

const MANY = Array.from({ length: 100 }, (_one, at) => at + 1);
const WIDEST = 'A surface whose name takes all of the seventy-five letters that there are…';

/** As much as the checks let through. */
const LONGEST: Settings = {
  ...EXAMPLE_SETTINGS,
  repositories: MANY.map((at) => `${'organisation-with-a-long-name'}/${'repository-with-a-long-name'}-${at}`),
  product: 'A game in which players open level after level. '.repeat(41),
  surfaces: MANY.map((at) => ({
    name: `${WIDEST.slice(0, 70)} ${at}`,
    rules: Array.from({ length: 20 }, (_rule, line) => ({
      ...{ match: 'regex' as const, property: '$pathname', value: `^/item/${'x'.repeat(180)}/${line}$` },
    })),
    crossesLogin: true,
  })),
  alerts: {
    ...{ perDay: 50, graceHours: 72 },
    quietHours: { from: '18:30', until: '08:00', timeZone: 'America/Argentina/Buenos_Aires', weekends: true },
    channels: MANY.map((at) => ({
      channel: `C${String(at).padStart(10, '0')}`,
      perDay: 1,
      quietHours: { from: '22:00', until: '06:00', timeZone: 'Europe/Berlin', weekends: true },
    })),
  },
  digests: {
    timeZone: 'America/Argentina/Buenos_Aires',
    weekly: { channels: MANY.slice(0, 10).map((at) => `C00000000${at}`), at: '23:59', day: 'wednesday' },
  },
  templates: Array.from({ length: 30 }, (_one, at) => ({
    name: `Kind ${at}`,
    description: 'what it is for, and how it is measured; '.repeat(7),
  })),
};

const OTHER_SCRIPTS: Settings = {
  ...EXAMPLE_SETTINGS,
  product: 'لعبة تفتح فيها مستوى بعد مستوى. <!channel> *fett* :tada:',
  surfaces: [
    { name: '关卡大门 <@U1> *x*', rules: [{ match: 'named', value: 'بوابة المستوى' }], crossesLogin: false },
  ],
  dimensions: ['وسيلة', '地区'],
};

const SITUATIONS = [
  { name: 'empty', settings: EMPTY_SETTINGS },
  { name: 'many', settings: EXAMPLE_SETTINGS },
  { name: 'longest', settings: LONGEST },
  { name: 'scripts', settings: OTHER_SCRIPTS },
] as const;

/** Parts whose form differs enough in each situation to be looked at in all of them. */
const IN_ALL = [
  ...['roles', 'repositories', 'product', 'templates', 'dimensions', 'guardrails'],
  ...['alerts', 'digests'],
];

interface SettingsModalCase {
  readonly name: string;
  readonly view: () => ModalView;
}

function formOf(part: SettingsPart, settings: Settings, target: Partial<FormTarget> = {}): ModalView {
  const whole = { part: part.id, entry: null, kind: '', seen: 3, ...target };
  return partView(part, { file: fileValueOf(settings), groups: GROUPS }, whole);
}

function partNamed(id: string): SettingsPart {
  const part = partOf(id);
  if (part === null) throw new Error(`no part ${id}`);
  return part;
}

function shown(settings: Settings, more: Partial<Parameters<typeof overview>[0]> = {}): ModalView {
  const origin = 'Version 3, by Ada, today';
  return overview({
    settings,
    file: fileValueOf(settings),
    origin,
    readOnly: null,
    connections: null,
    ...more,
  });
}

const CONNECTIONS = [
  { check: { what: 'Slack: the token' }, outcome: 'fine', sentence: null },
  {
    check: { what: 'GitHub: acme/shop' },
    outcome: 'wrong',
    sentence: 'GitHub does not know the repository acme/shop. Set GITHUB_TOKEN to one that may read it.',
  },
  { check: { what: 'PostHog' }, outcome: 'waiting', sentence: 'PostHog: no answer within 12 seconds.' },
  {
    check: { what: 'Settings: approvers for every risk' },
    outcome: 'lacking',
    sentence: 'One approver is named. Name at least one more.',
  },
] as const;

const metrics = partNamed('metrics');
const surfaces = partNamed('surfaces');

/** Every form of the settings, and the modals around them, each for a named example. */
export const SETTINGS_MODALS: readonly SettingsModalCase[] = [
  ...SITUATIONS.map(({ name, settings }) => ({
    name: `modal-settings-overview-${name}`,
    view: () => shown(settings),
  })),
  { name: 'modal-settings-overview-file', view: () => shown(EXAMPLE_SETTINGS, { readOnly: READ_ONLY }) },
  {
    name: 'modal-settings-overview-connections',
    view: () => shown(EXAMPLE_SETTINGS, { connections: CONNECTIONS }),
  },
  ...SETTINGS_PARTS.flatMap((part) =>
    part.kind === 'form'
      ? SITUATIONS.filter(({ name }) => name === 'many' || IN_ALL.includes(part.id)).map(
          ({ name, settings }) => ({
            name: `modal-settings-${part.id}-${name}`,
            view: () => formOf(part, settings),
          }),
        )
      : SITUATIONS.map(({ name, settings }) => ({
          name: `modal-settings-list-${part.id}-${name}`,
          view: () => listView(part, { file: fileValueOf(settings), groups: [] }),
        })),
  ),
  { name: 'modal-settings-surface-new', view: () => formOf(surfaces, EXAMPLE_SETTINGS, { kind: 'surface' }) },
  {
    name: 'modal-settings-surface-one',
    view: () => formOf(surfaces, EXAMPLE_SETTINGS, { entry: 'level gate' }),
  },
  {
    name: 'modal-settings-surface-longest',
    view: () => formOf(surfaces, LONGEST, { entry: LONGEST.surfaces[0]?.name ?? '' }),
  },
  {
    name: 'modal-settings-surface-scripts',
    view: () => formOf(surfaces, OTHER_SCRIPTS, { entry: '关卡大门 <@U1> *x*' }),
  },
  ...['proportion', 'mean', 'ratio', 'quantile', 'retention'].map((kind) => ({
    name: `modal-settings-metric-new-${kind}`,
    view: () => formOf(metrics, EXAMPLE_SETTINGS, { kind }),
  })),
  {
    name: 'modal-settings-metric-one',
    view: () => formOf(metrics, EXAMPLE_SETTINGS, { entry: 'revenue_per_user' }),
  },
  {
    name: 'modal-settings-read-metrics',
    view: () => readView(metrics, { file: fileValueOf(EXAMPLE_SETTINGS), groups: [] }, READ_ONLY),
  },
  {
    name: 'modal-settings-read-longest',
    view: () => readView(surfaces, { file: fileValueOf(LONGEST), groups: [] }, READ_ONLY),
  },
  { name: 'modal-settings-import', view: () => settingsImportView(3) },
];

import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormState, formState } from '#features/edit-settings/fields/form-state.ts';
import { editOf, errorsAt, type FieldErrors } from '#features/edit-settings/form-edit.ts';
import type { FormTarget } from '#features/edit-settings/form-target.ts';
import { REMOVE_FIELD } from '#features/edit-settings/form-target.ts';
import { partView } from '#features/edit-settings/part-view.ts';
import { SETTINGS_PARTS } from '#features/edit-settings/parts/all-parts.ts';
import type { PartGround, SettingsPart } from '#features/edit-settings/parts/settings-part.ts';
import { fieldsIn, fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { initialValues, valueKeyOf } from '#sandbox/stand-ins/slack/initial-values.ts';
import { optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import { editSettings, fileValueOf, missingIn } from '#settings/file/edit-settings.ts';
import { EMPTY_SETTINGS } from '#settings/file/empty-settings.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { writeSettings } from '#settings/file/write-settings.ts';
import type { Settings } from '#settings/settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { modalProblems } from '#test/features/lint.ts';
import { anySettings } from '#test/settings/arbitrary-settings.ts';
import { runs } from '#test/support/runs.ts';

const GROUPS = [{ value: 'S0000000001', label: 'growth approvers' }];

function groundOf(settings: Settings): PartGround {
  return { file: fileValueOf(settings), groups: GROUPS };
}

interface Opened {
  readonly part: SettingsPart;
  readonly target: FormTarget;
}

/** Every form that can be opened on these settings. */
function targetsOf(settings: Settings): readonly Opened[] {
  const ground = groundOf(settings);
  return SETTINGS_PARTS.flatMap((part): readonly Opened[] => {
    const target = { part: part.id, entry: null, kind: '', seen: null };
    if (part.kind === 'form') return [{ part, target }];
    const there = part
      .entries(ground.file)
      .map(({ value }) => ({ part, target: { ...target, entry: value } }));
    return [...there, ...part.kinds.map(({ value }) => ({ part, target: { ...target, kind: value } }))];
  });
}

function stateOf(view: ModalView, values: object = {}): FormState {
  const state = formState({ ...initialValues(fieldsIn(JSON.parse(JSON.stringify(view.blocks)))), ...values });
  if (state === null) throw new Error('the values of a form cannot be read');
  return state;
}

function submit(
  settings: Settings,
  { part, target }: Opened,
  state: FormState,
): Result<Settings, FieldErrors> {
  const ground = groundOf(settings);
  const edit = editOf(part, ground, target, state);
  if (edit.kind === 'refused') return edit;
  const edited = editSettings(settings, edit.value);
  if (edited.kind === 'ok') return ok(edited.value);
  const isRemoval = state.chosen(REMOVE_FIELD).includes('yes');
  return refused(errorsAt(part, ground, target, { problems: edited.problem, isRemoval }));
}

const LINES = [
  ...[
    'named checkout',
    'event a b if plan is pro and n > 5',
    '$pathname starts with /x',
    'x matches ^a+$',
    'x matches (',
    '18:30 to 08:00, Europe/Berlin, weekends',
    'C1: 2 a day, 22:00 to 06:00',
    'UTC',
    '08:30',
  ],
  ...[
    'plan is "5"',
    'a is set',
    'a is not b',
    'a contains',
    '"',
    '0.05 for 2 days',
    '1',
    'surface a at least high',
  ],
  ...[
    'goal m at least low',
    'onboarding: first',
    'acme/shop',
    'acme',
    'U012AB3CD',
    '12',
    '0.05',
    'quantile 0.99',
    '',
  ],
];
const line = fc.oneof(fc.constantFrom(...LINES), fc.string({ unit: 'grapheme', maxLength: 40 }));
const typed = fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n'));

/** What a person may put into an input. */
function filledIn(block: object): fc.Arbitrary<readonly [string, object]> {
  const { block_id: id, element: given } = fieldsOf(block);
  const element = fieldsOf(given);
  const type = String(element['type']);
  const key = valueKeyOf(element) ?? 'value';
  const value = valueIn(type, optionsOf(element), Number(element['max_length'] ?? 3_000));
  return value.map((one) => [String(id), { [String(element['action_id'])]: { type, [key]: one } }] as const);
}

function valueIn(type: string, options: readonly object[], longest: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'number_input':
      return fc.oneof(
        fc.integer({ min: -2, max: 400 }).map(String),
        fc.double({ min: 0, max: 1 }).map(String),
      );
    case 'static_select':
      return fc.option(fc.constantFrom(...options));
    case 'checkboxes':
    case 'multi_static_select':
      return fc.subarray([...options]);
    case 'multi_users_select':
      return fc.subarray(['U1', 'U2', 'W3']);
    case 'conversations_select':
      return fc.option(fc.constantFrom('C1', 'G2'));
    case 'multi_conversations_select':
      return fc.subarray(['C1', 'G2', 'C3']);
    case 'users_select':
      return fc.option(fc.constantFrom('U1', 'W3'));
    default:
      return fc.option(typed.map((text) => text.slice(0, longest)));
  }
}

const filled = fc
  .tuple(fc.oneof(anySettings, fc.constant(EMPTY_SETTINGS)), fc.nat())
  .chain(([settings, at]) => {
    const targets = targetsOf(settings);
    const opened = targets[at % targets.length];
    if (opened === undefined) throw new Error('no form can be opened');
    const view = partView(opened.part, groundOf(settings), opened.target);
    const inputs = fieldsIn(JSON.parse(JSON.stringify(view.blocks))).filter(({ type }) => type === 'input');
    return fc.tuple(...inputs.map((block) => fc.option(filledIn(block), { nil: null }))).map((given) => ({
      settings,
      opened,
      view,
      values: Object.fromEntries(given.flatMap((one) => (one === null ? [] : [one]))),
    }));
  });

describe('the forms of the settings', () => {
  it('are what Slack takes, and change nothing if they are submitted as they open', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        for (const opened of targetsOf(settings)) {
          const view = partView(opened.part, groundOf(settings), opened.target);
          expect(modalProblems(view)).toEqual([]);
          if (opened.part.kind === 'list' && opened.target.entry === null) continue;
          expect(submit(settings, opened, stateOf(view))).toEqual(ok(settings));
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('open for a kind of metric that is none, though every object knows its name', () => {
    const target = { part: 'metrics', entry: null, kind: 'constructor', seen: null };
    const part = SETTINGS_PARTS.find(({ id }) => id === 'metrics');
    if (part === undefined) throw new Error('no part about metrics');
    expect(partView(part, groundOf(EMPTY_SETTINGS), target).blocks).not.toEqual([]);
  });

  it('refuse whatever is put into them at a field, or give settings that survive export and import', () => {
    fc.assert(
      fc.property(filled, ({ settings, opened, view, values }) => {
        const result = submit(settings, opened, stateOf(view, values));
        if (result.kind === 'refused') {
          const inputs = view.blocks.flatMap(({ type, block_id: id }) => (type === 'input' ? [id] : []));
          const told = Object.entries(result.problem);
          expect(told).not.toEqual([]);
          for (const [id, text] of told) {
            expect(inputs).toContain(id);
            expect(text).toMatch(/\S.*[.?]$/su);
          }
          return;
        }
        const missing = missingIn(result.value);
        if (missing.length === 0)
          expect(readSettings(writeSettings(result.value, 'exported'))).toEqual(ok(result.value));
        else expect(missingIn(settings)).toEqual(expect.arrayContaining([...missing]));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

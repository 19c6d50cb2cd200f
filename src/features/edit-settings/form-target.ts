import { z } from 'zod';
import { yesField } from '#features/edit-settings/fields/choice-fields.ts';
import type { FormField } from '#features/edit-settings/fields/form-field.ts';
import { textField } from '#features/edit-settings/fields/typed-fields.ts';
import type { FileValue } from '#settings/file/edit-settings.ts';
import type { Path } from '#settings/file/settings-problem.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { type EntriesPart, listAt, type PartGround, type SettingsPart } from './parts/settings-part.ts';

/** What a form edits; it travels with the form. */
export const formTarget = z.object({
  part: z.string(),
  /** The entry of a list; null for a new one, and for a part without entries. */
  entry: z.string().nullable(),
  /** Of what kind a new entry is. */
  kind: z.string(),
  /** The version that the form shows; null if there was none. */
  seen: z.number().nullable(),
});
export type FormTarget = z.output<typeof formTarget>;

/** Block ids of what a list adds to the fields of an entry. */
export const KEY_FIELD = 'key';
export const REMOVE_FIELD = 'remove';

/** The place of an entry of a list in the file; null if it is not there. */
export function entryPath(part: EntriesPart, file: FileValue, entry: string): Path | null {
  if (part.isByKey) return valueAt(file, [part.group, entry]) === undefined ? null : [part.group, entry];
  const index = listAt(file, [part.group]).findIndex((one) => valueAt(one, ['name']) === entry);
  return index < 0 ? null : [part.group, index];
}

/** The inputs of a form, in their order; the extra ones of a list among them. */
export function fieldsOf(part: SettingsPart, ground: PartGround, target: FormTarget): readonly FormField[] {
  if (part.kind === 'form') return part.form(ground).fields;
  const { fields } = part.entry(ground, {
    present: presentValue(part, ground.file, target),
    kind: target.kind,
  });
  if (target.entry !== null) return [...fields, removeField(part)];
  return part.isByKey ? [keyField(part), ...fields] : fields;
}

/** What stands now in the place that a form edits; undefined for a new entry. */
export function presentValue(part: SettingsPart, file: FileValue, { entry }: FormTarget): unknown {
  if (part.kind === 'form') return valueAt(file, part.form({ file, groups: [] }).at);
  const path = entry === null ? null : entryPath(part, file, entry);
  return path === null ? undefined : valueAt(file, path);
}

function keyField({ noun }: EntriesPart): FormField {
  return {
    ...textField({
      ...{ id: KEY_FIELD, at: [KEY_FIELD], label: 'Key', longest: 63, optional: true },
      hint: `How other parts name this ${noun}: a–z, 0–9 and _. It is made from the name if left empty, and cannot be changed later.`,
    }),
  };
}

function removeField({ noun }: EntriesPart): FormField {
  return yesField({ id: REMOVE_FIELD, at: [REMOVE_FIELD], label: 'Remove', yes: `Remove this ${noun}` });
}

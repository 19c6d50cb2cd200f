import type { FormField } from '#features/edit-settings/fields/form-field.ts';
import type { FormState } from '#features/edit-settings/fields/form-state.ts';
import type { EditProblem, FileValue, SettingsEdit } from '#settings/file/edit-settings.ts';
import { type Path, printPath } from '#settings/file/settings-problem.ts';
import { valueAt, withValueAt } from '#settings/file/value-at.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { entryPath, type FormTarget, fieldsOf, KEY_FIELD, REMOVE_FIELD } from './form-target.ts';
import { type EntriesPart, listAt, type PartGround, type SettingsPart } from './parts/settings-part.ts';

/** Problems of a form, by the block id of the field at which each is told. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a filled-in form changes. Refuses what cannot be read at all; the rest is for the checks of the file. */
export function editOf(
  part: SettingsPart,
  ground: PartGround,
  target: FormTarget,
  state: FormState,
): Result<SettingsEdit, FieldErrors> {
  const fields = fieldsOf(part, ground, target).filter(({ id }) => id !== KEY_FIELD && id !== REMOVE_FIELD);
  const unread = fields.flatMap(({ id, read }) => {
    const found = read(state, undefined);
    return found.kind === 'refused' ? [[id, found.problem] as const] : [];
  });
  if (unread.length > 0) return refused(Object.fromEntries(unread));
  return part.kind === 'form'
    ? ok(partEdit(part.form(ground).at, fields, state))
    : entryEdit(part, ground, target, { fields, state });
}

function partEdit(at: Path, fields: readonly FormField[], state: FormState): SettingsEdit {
  return {
    touches: fields.map((field) => [...at, ...field.at]),
    apply: (file) => ({ file: putAt(file, at, filledIn(fields, state, valueAt(file, at))), at }),
  };
}

interface Filled {
  readonly fields: readonly FormField[];
  readonly state: FormState;
}

function entryEdit(
  part: EntriesPart,
  ground: PartGround,
  target: FormTarget,
  { fields, state }: Filled,
): Result<SettingsEdit, FieldErrors> {
  const { group, isByKey, noun } = part;
  const name = state.text('name');
  const key = target.entry ?? (isByKey ? state.text(KEY_FIELD).trim() || keyFrom(name) : name);
  if (target.entry === null && entryPath(part, ground.file, key) !== null) {
    const field = isByKey ? KEY_FIELD : 'name';
    return refused({ [field]: `There is a ${noun} "${key}" already. Choose another one.` });
  }
  const touches = [[group, key], ...(isByKey ? [] : [[group, name]])];
  if (state.chosen(REMOVE_FIELD).includes('yes'))
    return ok({ touches, apply: (file) => ({ file: withoutEntry(part, file, key), at: [group, key] }) });
  const { born } = part.entry(ground, { present: undefined, kind: target.kind });
  const apply: SettingsEdit['apply'] = (file) => {
    const at = entryPath(part, file, key) ?? [group, isByKey ? key : listAt(file, [group]).length];
    const entry = filledIn(fields, state, valueAt(file, at) ?? born);
    return { file: isByKey ? putAt(file, at, entry) : withEntry(file, group, Number(at[1]), entry), at };
  };
  return ok({ touches, apply });
}

/** The present value of a part with what the fields hold in it. A group that had nothing and gets nothing stays out. */
function filledIn(fields: readonly FormField[], state: FormState, present: unknown): unknown {
  return fields.reduce<unknown>((value, { at, read }) => {
    const found = read(state, valueAt(present, at));
    return found.kind === 'ok' ? putAt(value, at, found.value) : value;
  }, present);
}

/** A value with another one at a place; undefined takes away what stands there, and makes no group for it. */
function putAt<Value>(value: Value, path: Path, put: unknown): Value {
  if (put === undefined && valueAt(value, path) === undefined) return value;
  return JSON.parse(JSON.stringify(withValueAt(value, path, put) ?? null)) ?? undefined;
}

function withEntry(file: FileValue, group: string, index: number, entry: unknown): FileValue {
  const list = [...listAt(file, [group])];
  list[index] = entry;
  return { ...file, [group]: list };
}

function withoutEntry({ group, isByKey }: EntriesPart, file: FileValue, key: string): FileValue {
  const kept = isByKey
    ? Object.fromEntries(Object.entries(Object(file[group])).filter(([name]) => name !== key))
    : listAt(file, [group]).filter((one) => valueAt(one, ['name']) !== key);
  return { ...file, [group]: kept };
}

/** A key that a name suggests; metrics have their names in every script, and keys have not. */
function keyFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  const key = plain
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 63);
  return key === '' ? 'metric' : key;
}

/** The problems of an edit at the fields of its form; what has no field of its own is told at the first, with its place. */
export function errorsAt(
  part: SettingsPart,
  ground: PartGround,
  target: FormTarget,
  { problems, isRemoval }: { readonly problems: readonly EditProblem[]; readonly isRemoval: boolean },
): FieldErrors {
  const all = fieldsOf(part, ground, target);
  const fields = isRemoval ? all.filter(({ id }) => id === REMOVE_FIELD) : all;
  const errors = new Map<string, string[]>();
  for (const problem of problems) {
    const field = fieldAt(fields, target, problem);
    const { id } = field ?? fields[0] ?? { id: part.id };
    errors.set(id, [...(errors.get(id) ?? []), sentence(problem, field)]);
  }
  return Object.fromEntries([...errors].map(([id, sentences]) => [id, sentences.join(' ').slice(0, 1_000)]));
}

function fieldAt(
  fields: readonly FormField[],
  { entry }: FormTarget,
  { inside }: EditProblem,
): FormField | undefined {
  if (inside === null) return undefined;
  if (inside.length === 0 && entry === null) {
    const key = fields.find(({ id }) => id === KEY_FIELD);
    if (key !== undefined) return key;
  }
  const around = fields.filter(({ at }) => at.every((part, index) => inside[index] === part));
  return around.toSorted((one, other) => other.at.length - one.at.length)[0];
}

function sentence({ path, inside, message }: EditProblem, field: FormField | undefined): string {
  if (field === undefined || inside === null) return `${printPath(path)}: ${message}`;
  const [line] = inside.slice(field.at.length);
  return typeof line === 'number' ? `Line ${line + 1}: ${message}` : message;
}

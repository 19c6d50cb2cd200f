import type { Settings } from '#settings/settings.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { checkFile } from './check-file.ts';
import type { SettingsFile } from './file-schema.ts';
import type { PlacedProblem } from './schema-problems.ts';
import type { Path } from './settings-problem.ts';
import { toSettings } from './to-settings.ts';
import { valueAt } from './value-at.ts';
import { toFile } from './write-settings.ts';

/** The value of a settings file, as YAML or a form gives it. */
export type FileValue = Readonly<Record<string, unknown>>;

/** A change of a part of the settings. */
export interface SettingsEdit {
  /** The file with the change in it, and the place of what was changed. */
  readonly apply: (file: FileValue) => { readonly file: FileValue; readonly at: Path };
  /** Every place that it writes; entries with a name are places by that name. Two edits overlap if they share one. */
  readonly touches: readonly Path[];
}

/** Something wrong with an edit: inside of what it changed, by a path from there; anywhere else if that is null. */
export interface EditProblem extends PlacedProblem {
  readonly inside: Path | null;
}

/**
 * The settings with an edit, by the checks of the file. Refuses what is wrong in the changed part, and what the edit breaks elsewhere. What
 * another part lacks already is no reason: a workspace is set up one part after the other.
 */
export function editSettings(
  present: Settings,
  edit: SettingsEdit,
): Result<Settings, readonly EditProblem[]> {
  const before = fileValueOf(present);
  const { file, at } = edit.apply(before);
  const checked = checkFile(file);
  if (checked.kind === 'ok') return ok(toSettings(checked.value));
  const known = problemsIn(before);
  const problems = checked.problem.flatMap(({ path, message }) => {
    const inside = at.every((part, index) => path[index] === part) ? path.slice(at.length) : null;
    const isNew = inside !== null || !known.has(canonicalJson({ path, message }));
    return isNew ? [{ path, message, inside }] : [];
  });
  // What is left is only what parts that were never filled in lack, so the shape is that of a file.
  return problems.length > 0 ? refused(problems) : ok(toSettings(file as unknown as SettingsFile));
}

/** What settings lack or have wrong; nothing if an experiment can run with them. */
export function missingIn(settings: Settings): readonly PlacedProblem[] {
  const checked = checkFile(fileValueOf(settings));
  return checked.kind === 'ok' ? [] : checked.problem;
}

/** The settings as the value of a file: plain JSON, nothing left out. */
export function fileValueOf(settings: Settings): FileValue {
  return JSON.parse(JSON.stringify(toFile(settings)));
}

/** Which of these places hold something else in two versions. */
export function changedPlaces(one: Settings, other: Settings, places: readonly Path[]): readonly Path[] {
  const [left, right] = [byName(fileValueOf(one)), byName(fileValueOf(other))];
  return places.filter(
    (place) => canonicalJson(valueAt(left, place) ?? null) !== canonicalJson(valueAt(right, place) ?? null),
  );
}

function problemsIn(file: FileValue): ReadonlySet<string> {
  const checked = checkFile(file);
  return new Set(
    checked.kind === 'ok' ? [] : checked.problem.map((problem) => canonicalJson({ ...problem })),
  );
}

function byName(file: FileValue): FileValue {
  return { ...file, surfaces: entriesOf(file['surfaces']), templates: entriesOf(file['templates']) };
}

function entriesOf(list: unknown): FileValue {
  const all: readonly { readonly name?: unknown }[] = Array.isArray(list) ? list : [];
  return Object.fromEntries(all.map((entry) => [String(entry.name), entry]));
}

import type { Choice } from '#block-kit/choices.ts';
import { oneLine } from '#block-kit/text.ts';
import type { FormField } from '#features/edit-settings/fields/form-field.ts';
import type { FileValue } from '#settings/file/edit-settings.ts';
import type { Path } from '#settings/file/settings-problem.ts';
import { valueAt } from '#settings/file/value-at.ts';

/** What forms are made from. */
export interface PartGround {
  /** The settings in force, as the value of a file. */
  readonly file: FileValue;
  /** User groups of the workspace. */
  readonly groups: readonly Choice[];
}

/** The inputs of one form, and the part of the file that they stand for. */
export interface PartForm {
  readonly at: Path;
  readonly fields: readonly FormField[];
}

/** The inputs for one entry of a list. */
export interface EntryForm {
  readonly fields: readonly FormField[];
  /** What a new entry begins with, beside what is typed. */
  readonly born: FileValue;
}

interface CommonPart {
  /** Travels in buttons and forms, so it never changes. */
  readonly id: string;
  readonly title: string;
  /** What it is for, in a sentence or two of mrkdwn. */
  readonly help: string;
  /** The present values in a line of plain text. */
  readonly line: (file: FileValue) => string;
}

/** A part that is edited in one form. */
export interface SinglePart extends CommonPart {
  readonly kind: 'form';
  readonly form: (ground: PartGround) => PartForm;
}

/** A part whose entries are edited in a form each. */
export interface EntriesPart extends CommonPart {
  readonly kind: 'list';
  /** The key of the file: a list of entries with a `name`, or a group of entries by key. */
  readonly group: string;
  readonly isByKey: boolean;
  /** What an entry is called. */
  readonly noun: string;
  /** What may be added. */
  readonly kinds: readonly Choice[];
  readonly entries: (file: FileValue) => readonly Choice[];
  /** The form of an entry that is there, or of a new one of this kind. */
  readonly entry: (ground: PartGround, of: { readonly present: unknown; readonly kind: string }) => EntryForm;
}

/** One part of the settings, as people edit it. */
export type SettingsPart = SinglePart | EntriesPart;

/** The names in a list of a file. */
export function listAt(file: FileValue, path: Path): readonly unknown[] {
  const found = valueAt(file, path);
  return Array.isArray(found) ? found : [];
}

/** Some names, and how many more. */
export function namesShown(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map((name) => oneLine(name, 40));
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** A number of things, in words. */
export function counted(count: number, noun: string): string {
  return count === 0 ? `no ${noun}` : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Metrics to choose from, by key. */
export function metricChoices(file: FileValue): readonly Choice[] {
  const metrics = valueAt(file, ['metrics']);
  const all = Object.entries(typeof metrics === 'object' && metrics !== null ? metrics : {});
  return all.map(([key, metric]) => ({ value: key, label: String(valueAt(metric, ['name']) ?? key) }));
}

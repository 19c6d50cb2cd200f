import type { KnownBlock } from '@slack/types';
import type { Path } from '#settings/file/settings-problem.ts';
import type { Result } from '#shared/result.ts';
import type { FormState } from './form-state.ts';

/** One value of the settings in a form: how it is shown, and how what was typed is read again. */
export interface FormField {
  /** Block id of its input, at which problems are told; of its first one if it has several. */
  readonly id: string;
  /** The place of the value in the part, as in the file. */
  readonly at: Path;
  /** The inputs with the present value in them; undefined if the part lacks it. */
  readonly blocks: (value: unknown) => readonly KnownBlock[];
  /**
   * The value as the file has it; undefined leaves it out. `before` is what stands there now. Refuses with a sentence what cannot be read;
   * whether it may be so is for the checks of the file.
   */
  readonly read: (state: FormState, before: unknown) => Result<unknown, string>;
}

/** What every field is declared by. */
export interface FieldParts {
  readonly id: string;
  readonly at: Path;
  readonly label: string;
  readonly hint?: string;
  /** It may be left empty. */
  readonly optional?: true;
}

/** What inputs of the block kit take of it. */
export function inputParts({ id, label, hint, optional }: FieldParts) {
  return {
    ...{ label, blockId: id, actionId: id, optional: optional === true },
    ...(hint === undefined ? {} : { hint }),
  };
}

/** What stands for nothing: as it stood before if that was as good as nothing. */
export function emptyAs(before: unknown): unknown {
  const isEmpty = before === null || before === false || (Array.isArray(before) && before.length === 0);
  return isEmpty ? before : undefined;
}

/** The same names in the order that they had before, so that a form which changes nothing is no change. */
export function inOrderOf(before: unknown, names: readonly string[]): readonly string[] {
  const known = Array.isArray(before)
    ? before.filter((name) => names.includes(String(name))).map(String)
    : [];
  return [...known, ...names.filter((name) => !known.includes(name))];
}

import { numberInput, textInput } from '#block-kit/inputs.ts';
import { ok, refused } from '#shared/result.ts';
import { emptyAs, type FieldParts, type FormField, inputParts } from './form-field.ts';

/** Words, at most so many characters. */
export function textField(
  parts: FieldParts & { readonly longest: number; readonly multiline?: true },
): FormField {
  const { id, at, longest, multiline } = parts;
  return {
    ...{ id, at },
    blocks: (value) => {
      const present = typeof value === 'string' ? value : '';
      return [
        textInput({
          ...inputParts(parts),
          // A line break that came from a file would be lost in a single line.
          multiline: multiline === true || present.includes('\n'),
          maxLength: longest,
          ...(present === '' ? {} : { initial: present }),
        }),
      ];
    },
    read: (state, before) => {
      const text = state.text(id);
      return ok(text === '' ? emptyAs(before) : text);
    },
  };
}

/** A number; whole unless `decimals`. */
export function numberField(parts: FieldParts & { readonly decimals?: true }): FormField {
  const { id, at, decimals } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [
      numberInput({
        ...inputParts(parts),
        decimals: decimals === true,
        ...(typeof value === 'number' ? { initial: value } : {}),
      }),
    ],
    read: (state, before) => {
      const text = state.text(id).trim();
      if (text === '') return ok(emptyAs(before));
      const number = Number(text);
      return Number.isFinite(number) ? ok(number) : refused('This is no number. Write digits, such as 0.05.');
    },
  };
}

/** One thing that is written in a form of its own, such as `0.05 for 4 weeks`. */
export function writtenField(
  parts: FieldParts & {
    readonly write: (value: unknown) => string;
    readonly parse: (text: string) => ReturnType<FormField['read']>;
  },
): FormField {
  const { id, at, write, parse } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [
      textInput({
        ...inputParts(parts),
        ...(value === undefined || value === null ? {} : { initial: write(value) }),
      }),
    ],
    read: (state, before) => {
      const text = state.text(id).trim();
      return text === '' ? ok(emptyAs(before)) : parse(text);
    },
  };
}

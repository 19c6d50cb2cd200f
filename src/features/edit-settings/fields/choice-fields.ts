import { type Choice, checkboxes, multiStaticSelect, staticSelect } from '#block-kit/choices.ts';
import { section } from '#block-kit/layout.ts';
import { ok } from '#shared/result.ts';
import { emptyAs, type FieldParts, type FormField, inOrderOf, inputParts } from './form-field.ts';

type Choosing = FieldParts & { readonly choices: readonly Choice[] };

/** One of up to 100 things. */
export function oneField(parts: Choosing): FormField {
  const { id, at } = parts;
  return {
    ...{ id, at },
    blocks: (value) => {
      const choices = withPresent(parts.choices, typeof value === 'string' ? [value] : []);
      if (choices.length === 0) return [nothingYet(parts)];
      const initial = typeof value === 'string' ? { initial: value } : {};
      return [staticSelect({ ...inputParts(parts), choices, ...initial })];
    },
    read: (state, before) => {
      if (!state.has(id)) return ok(before);
      return ok(state.chosen(id)[0] ?? emptyAs(before));
    },
  };
}

/** Any number of up to 100 things. */
export function manyField(parts: Choosing): FormField {
  const { id, at } = parts;
  return {
    ...{ id, at },
    blocks: (value) => {
      const initial = Array.isArray(value) ? value.map(String) : [];
      const choices = withPresent(parts.choices, initial);
      if (choices.length === 0) return [nothingYet(parts)];
      return [multiStaticSelect({ ...inputParts(parts), choices, initial })];
    },
    read: (state, before) => {
      if (!state.has(id)) return ok(before);
      const chosen = state.chosen(id);
      return ok(chosen.length === 0 ? emptyAs(before) : inOrderOf(before, chosen));
    },
  };
}

/** Yes or no, as a box to tick. */
export function yesField(parts: Omit<FieldParts, 'optional'> & { readonly yes: string }): FormField {
  const { id, at, yes } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [
      checkboxes({
        ...inputParts({ ...parts, optional: true }),
        choices: [{ value: 'yes', label: yes }],
        initial: value === true ? ['yes'] : [],
      }),
    ],
    read: (state, before) => {
      if (state.chosen(id).includes('yes')) return ok(true);
      return ok(before === undefined ? undefined : false);
    },
  };
}

/** What is chosen now stays a choice, also if it is known no more. Slack takes 100. */
function withPresent(choices: readonly Choice[], present: readonly string[]): readonly Choice[] {
  const unknown = present.filter((one) => choices.every(({ value }) => value !== one));
  return [...unknown.map((value) => ({ value, label: value })), ...choices].slice(0, 100);
}

function nothingYet({ label }: FieldParts) {
  return section(`*${label}*: there is nothing to choose from yet.`);
}

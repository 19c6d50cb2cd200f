import { multiConversationSelect, staticSelect } from '#block-kit/choices.ts';
import { textInput } from '#block-kit/inputs.ts';
import { DIGEST_DEFAULTS, type DigestName, WEEKDAYS } from '#settings/digests.ts';
import { valueAt } from '#settings/file/value-at.ts';
import { ok } from '#shared/result.ts';
import { type FormField, inOrderOf, inputParts } from './form-field.ts';
import type { FormState } from './form-state.ts';

interface DigestParts {
  readonly name: DigestName;
  readonly label: string;
  readonly hint: string;
}

/** The channels of a digest, its time, and its day if it has one. Without a channel there is no digest, whatever else is filled in. */
export function digestFields(parts: DigestParts): readonly FormField[] {
  const { name } = parts;
  const hasDay = name === 'weekly' || name === 'review';
  return [channelsOf(parts), timeOf(parts), ...(hasDay ? [dayOf(parts)] : [])];
}

/** Stands for the whole digest, so that it is gone with its last channel. */
function channelsOf({ name, label, hint }: DigestParts): FormField {
  return {
    ...{ id: name, at: [name] },
    blocks: (value) => {
      const present = valueAt(value, ['channels']);
      const initial = Array.isArray(present) ? present.map(String) : [];
      const parts = inputParts({ id: name, at: [name], label: `${label}: channels`, hint, optional: true });
      return [multiConversationSelect({ ...parts, ...(initial.length === 0 ? {} : { initial }) })];
    },
    read: (state, before) => {
      const chosen = state.chosen(name);
      if (chosen.length === 0) return ok(undefined);
      const known = typeof before === 'object' && before !== null ? before : {};
      return ok({ ...known, channels: inOrderOf(valueAt(before, ['channels']), chosen) });
    },
  };
}

function timeOf({ name, label }: DigestParts): FormField {
  const [id, at] = [`${name}_at`, [name, 'at']] as const;
  const hint = `Local time, as 08:30. ${DIGEST_DEFAULTS.at} if left empty.`;
  return {
    ...{ id, at },
    blocks: (value) => [
      textInput({
        ...inputParts({ id, at, label: `${label}: time`, hint, optional: true }),
        ...(typeof value === 'string' ? { initial: value } : {}),
      }),
    ],
    read: (state) =>
      ok(isPosted(state, name) && state.text(id).trim() !== '' ? state.text(id).trim() : undefined),
  };
}

function dayOf({ name, label }: DigestParts): FormField {
  const [id, at] = [`${name}_day`, [name, 'day']] as const;
  const choices = WEEKDAYS.map((day) => ({
    value: day,
    label: `${day.charAt(0).toUpperCase()}${day.slice(1)}`,
  }));
  return {
    ...{ id, at },
    blocks: (value) => [
      staticSelect({
        ...inputParts({ id, at, label: `${label}: day`, optional: true }),
        choices,
        ...(typeof value === 'string' ? { initial: value } : {}),
      }),
    ],
    read: (state) => ok(isPosted(state, name) ? state.chosen(id)[0] : undefined),
  };
}

function isPosted(state: FormState, name: DigestName): boolean {
  return state.chosen(name).length > 0;
}

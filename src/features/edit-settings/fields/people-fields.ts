import {
  type Choice,
  conversationSelect,
  multiStaticSelect,
  multiUserSelect,
  userSelect,
} from '#block-kit/choices.ts';
import { ok } from '#shared/result.ts';
import { emptyAs, type FieldParts, type FormField, inOrderOf, inputParts } from './form-field.ts';

/** People of the workspace. */
export function peopleField(parts: FieldParts): FormField {
  const { id, at } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [multiUserSelect({ ...inputParts(parts), ...initialOf(namesIn(value)) })],
    read: (state, before) => {
      const chosen = state.chosen(id);
      return ok(chosen.length === 0 ? emptyAs(before) : inOrderOf(before, chosen));
    },
  };
}

/** One person of the workspace. */
export function personField(parts: FieldParts): FormField {
  const { id, at } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [
      userSelect({ ...inputParts(parts), ...(typeof value === 'string' ? { initial: value } : {}) }),
    ],
    read: (state, before) => ok(state.chosen(id)[0] ?? emptyAs(before)),
  };
}

/** People and user groups who hold a role. `groups` are those of the workspace; a group that holds the role stays a choice. */
export function holdersField(parts: FieldParts & { readonly groups: readonly Choice[] }): FormField {
  const { id, at, groups } = parts;
  const groupsId = `${id}_groups`;
  return {
    ...{ id, at },
    blocks: (value) => {
      const [users, held] = [namesIn(value).filter(isUser), namesIn(value).filter((name) => !isUser(name))];
      const gone = held.filter((name) => groups.every((group) => group.value !== name));
      const choices = [...gone.map((name) => ({ value: name, label: name })), ...groups].slice(0, 100);
      const people = multiUserSelect({ ...inputParts({ ...parts, optional: true }), ...initialOf(users) });
      if (choices.length === 0) return [people];
      const inputs = inputParts({ id: groupsId, at, label: `${parts.label}: user groups`, optional: true });
      return [people, multiStaticSelect({ ...inputs, choices, initial: held })];
    },
    read: (state, before) => {
      const held = state.has(groupsId)
        ? state.chosen(groupsId)
        : namesIn(before).filter((one) => !isUser(one));
      return ok(inOrderOf(before, [...state.chosen(id), ...held]));
    },
  };
}

/** One conversation, public or private. */
export function channelField(parts: FieldParts): FormField {
  const { id, at } = parts;
  return {
    ...{ id, at },
    blocks: (value) => [
      conversationSelect({
        ...inputParts(parts),
        beginsEmpty: true,
        ...(typeof value === 'string' ? { initial: value } : {}),
      }),
    ],
    read: (state, before) => ok(state.chosen(id)[0] ?? emptyAs(before)),
  };
}

function isUser(name: string): boolean {
  return !name.startsWith('S');
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Slack refuses an empty list of people. */
function initialOf(users: readonly string[]) {
  return users.length === 0 ? {} : { initial: users };
}

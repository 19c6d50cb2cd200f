import { z } from 'zod';

const chosen = z.looseObject({ value: z.string() });
const Values = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      value: z.string().nullish(),
      selected_option: chosen.nullish(),
      selected_options: z.array(chosen).nullish(),
      selected_user: z.string().nullish(),
      selected_users: z.array(z.string()).nullish(),
      selected_conversation: z.string().nullish(),
      selected_conversations: z.array(z.string()).nullish(),
    }),
  ),
);

/** The field that a block stands for: an update that fills a field in gives its block another number behind a tilde. */
export function fieldId(block: string): string {
  return block.replace(/~\d+$/, '');
}

/** What stands in the inputs of a form, by the id of the field. */
export interface FormState {
  /** The fields of all inputs. */
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
  /** What was typed; empty if nothing was. */
  readonly text: (id: string) => string;
  /** What was chosen, by value, user or channel. */
  readonly chosen: (id: string) => readonly string[];
}

/** Reads `view.state.values`; null if they have another shape. */
export function formState(values: unknown): FormState | null {
  const read = Values.safeParse(values);
  if (!read.success) return null;
  const byField = new Map(Object.entries(read.data).map(([block, element]) => [fieldId(block), element]));
  const elementOf = (id: string) => Object.values(byField.get(id) ?? {})[0];
  return {
    ids: [...byField.keys()],
    has: (id) => elementOf(id) !== undefined,
    text: (id) => elementOf(id)?.value ?? '',
    chosen: (id) => {
      const element = elementOf(id);
      const { selected_option: option, selected_options: options } = element ?? {};
      const one = option?.value ?? element?.selected_conversation ?? element?.selected_user ?? null;
      if (one !== null) return [one];
      const places = element?.selected_conversations;
      return element?.selected_users ?? places ?? options?.map(({ value }) => value) ?? [];
    },
  };
}

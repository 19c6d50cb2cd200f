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
      selected_users: z.array(z.string()).nullish(),
      selected_conversation: z.string().nullish(),
    }),
  ),
);

/** What stands in the inputs of a form, by the id of the block. */
export interface FormState {
  /** Block ids of all inputs. */
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
  const elementOf = (id: string) => Object.values(read.data[id] ?? {})[0];
  return {
    ids: Object.keys(read.data),
    has: (id) => elementOf(id) !== undefined,
    text: (id) => elementOf(id)?.value ?? '',
    chosen: (id) => {
      const element = elementOf(id);
      const one = element?.selected_option?.value ?? element?.selected_conversation ?? null;
      const many = element?.selected_users ?? element?.selected_options?.map(({ value }) => value) ?? [];
      return one === null ? many : [one];
    },
  };
}

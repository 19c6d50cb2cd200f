import type { Priority } from '#domain/backlog/priority.ts';

/** What people do with an idea that is kept for later. `cancel` drops it. */
export type BacklogPersonBody =
  | {
      /** Null takes the priority away. */
      readonly name: 'prioritise';
      readonly priority: Priority | null;
    }
  | { readonly name: 'planIdea' };

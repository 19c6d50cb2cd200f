import type { Priority } from '#domain/backlog/priority.ts';

/** What happens to an idea before it is planned. */
export type BacklogEvent =
  | { readonly type: 'ideaPrioritised'; readonly priority: Priority | null; readonly by: string }
  | { readonly type: 'ideaPlanned'; readonly by: string };

import type { DecisionRecord, PendingOverride } from '#domain/decision/state.ts';

/** What people decide on a look. */
export type DecisionEvent =
  | { readonly type: 'overrideProposed'; readonly override: PendingOverride }
  | { readonly type: 'decided'; readonly record: DecisionRecord }
  | { readonly type: 'keptRunning'; readonly person: string }
  | { readonly type: 'decisionUndone'; readonly person: string };

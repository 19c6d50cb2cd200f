import type { AutoAct, AutoMode } from '#domain/unattended/state.ts';

/** What happens without a person, beside the decisions themselves. */
export type UnattendedEvent =
  /** `person` is null if the bot ended it. */
  | {
      readonly type: 'autoSet';
      readonly mode: AutoMode;
      readonly person: string | null;
      readonly planHash: string;
      readonly regressionLimit: number;
    }
  | { readonly type: 'dryRunTold'; readonly snapshotHash: string; readonly act: AutoAct }
  /** `due`: when the decision expires, milliseconds since the Unix epoch. */
  | { readonly type: 'decisionReminded'; readonly due: number }
  | { readonly type: 'flagDebtTold' };

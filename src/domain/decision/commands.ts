import type { Decision } from '#domain/decision/state.ts';

/** What a person decides on a look. */
export type DecisionPersonBody =
  | {
      readonly name: 'decide';
      readonly decision: Decision;
      readonly planHash: string;
      readonly snapshotHash: string;
      readonly flagVersion: string;
      readonly reason: string | null;
      readonly message: string | null;
    }
  | {
      readonly name: 'undo';
      /** The version of the commit that holds the decision the person means; journals from before this was kept do not say. */
      readonly decision?: number;
      readonly message: string | null;
    };

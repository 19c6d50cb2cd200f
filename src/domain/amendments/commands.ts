import type { AmendedPart } from '#domain/amendments/state.ts';

/** What a person changes of the registered plan while the experiment runs. */
export type AmendmentPersonBody =
  | {
      readonly name: 'extend';
      /** Days of running by the new end, in all. */
      readonly days: number;
      readonly planHash: string;
      readonly snapshotHash: string;
      readonly flagVersion: string;
      readonly reason: string;
      readonly message: string | null;
    }
  | {
      readonly name: 'proposeAmendment';
      readonly change: AmendedPart;
      readonly planHash: string;
      readonly reason: string;
    }
  /** `amendment`: the version of the commit that asked for it. */
  | {
      readonly name: 'approveAmendment';
      readonly amendment: number;
      readonly planHash: string;
      readonly message: string | null;
    }
  | { readonly name: 'declineAmendment'; readonly amendment: number; readonly message: string | null };

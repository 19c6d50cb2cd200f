import type { AmendedPart, Amendment, ExtensionRecord } from '#domain/amendments/state.ts';
import type { Plan } from '#domain/plan.ts';

/** What happens to the registered plan while the experiment runs. */
export type AmendmentEvent =
  | {
      readonly type: 'planAmended';
      readonly amendment: Amendment;
      readonly plan: Plan;
      /** Present if the amendment moves the registered end. */
      readonly extension?: ExtensionRecord;
    }
  | {
      readonly type: 'amendmentProposed';
      readonly change: AmendedPart;
      readonly reason: string;
      readonly by: string;
    }
  /** The first of two approvers, at a high risk. */
  | {
      readonly type: 'amendmentSeconded';
      readonly person: string;
      /** Who approved before and holds the role no more; left out if all earlier approvals count. */
      readonly lapsed?: readonly string[];
    }
  | { readonly type: 'amendmentDeclined'; readonly person: string };

import type { Amendment, ExtensionRecord } from '#domain/amendments/state.ts';
import type { Plan } from '#domain/plan.ts';

/** What happens to the registered plan while the experiment runs. */
export type AmendmentEvent = {
  readonly type: 'planAmended';
  readonly amendment: Amendment;
  readonly plan: Plan;
  /** Present if the amendment moves the registered end. */
  readonly extension?: ExtensionRecord;
};

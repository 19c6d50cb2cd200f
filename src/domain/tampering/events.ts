import type { FlagRecord } from '#domain/launch/state.ts';
import type { Settlement } from '#domain/tampering/state.ts';

/** Changes of the flag by hand. */
export type TamperingEvent =
  | { readonly type: 'flagTampered'; readonly found: FlagRecord | null; readonly by: string | null }
  | {
      readonly type: 'tamperingSettled';
      readonly how: Settlement;
      readonly person: string | null;
      readonly restarts: boolean;
      /** The flag after it was changed back; left out if the experiment records it already. */
      readonly found?: FlagRecord;
    };

import type { ExposureEvent } from '#domain/exposure.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';

/** What happens from the canary to the registered split, pauses included. */
export type LaunchEvent =
  /** The first of two approvers, at a high risk. `lapsed`: who voted before and holds the role no more. */
  | { readonly type: 'launchProposed'; readonly person: string; readonly lapsed?: string }
  /** `first`: the first of two approvers; left out if it took one. */
  | { readonly type: 'launched'; readonly person: string; readonly first?: string }
  /** Another one, launched at the same moment, has the surface. */
  | { readonly type: 'heldBack'; readonly conflicts: readonly string[] }
  | {
      readonly type: 'launchChecked';
      readonly checks: readonly LaunchCheck[];
      readonly passed: boolean;
      /** The events that count its units, if the plan names others. */
      readonly exposure?: ExposureEvent;
    }
  /** The checks of a step are met, and the next one of this share of all units goes out. */
  | {
      readonly type: 'rampRaised';
      readonly checks: readonly LaunchCheck[];
      readonly share: number;
      readonly exposure?: ExposureEvent;
    }
  | { readonly type: 'paused'; readonly person: string | null; readonly reason: string }
  | { readonly type: 'resumed'; readonly person: string };

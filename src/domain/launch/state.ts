import type { ExposureEvent } from '#domain/exposure.ts';
import type { ReleaseCondition } from '#domain/launch/release-conditions.ts';
import type { Status } from '#domain/status.ts';

/** The flag as the bot last left it; `version` is the vendor's, so that edits by others show. */
export interface FlagRecord {
  readonly key: string;
  readonly url: string;
  readonly version: string;
  readonly active: boolean;
  readonly rollout: number;
  readonly allocation: Readonly<Record<string, number>>;
  /** Every release condition, in order; left out by journals from before they were kept. */
  readonly conditions?: readonly ReleaseCondition[];
  /** Address of recordings of one variant, `{variant}` in place of its key and `{event}` of the exposure event; left out if the flag service has none. */
  readonly recordings?: string;
}

/** A check of the canary before the real split: met or not, in words with its figures. */
export interface LaunchCheck {
  readonly key: string;
  readonly met: boolean;
  /** It waits for units, so that its failure says nothing yet. */
  readonly waits?: true;
  /** It could not be checked, and counts neither for nor against the canary. */
  readonly unchecked?: true;
  readonly text: string;
}

/** Whether a canary may go on to the registered split: nothing that could be checked is wrong. */
export function isVerified(checks: readonly LaunchCheck[]): boolean {
  return checks.length > 0 && checks.every(({ met, unchecked }) => met || unchecked === true);
}

/** Who stopped it for now and why; `from` is the status in which it goes on. */
export interface Pause {
  readonly from: Status;
  readonly at: number;
  readonly person: string | null;
  readonly reason: string;
}

/** A pause that is over: from the pause to the resume, milliseconds since the Unix epoch. */
export interface PastPause {
  readonly from: number;
  readonly until: number;
}

/** The launch without the pause that lasts, which ends at this moment; as it is if none does. */
export function withPauseEnded(launch: LaunchState, until: number): LaunchState {
  const { pause, pauses } = launch;
  if (pause === null) return launch;
  return { ...launch, pause: null, pauses: [...pauses, { from: pause.at, until }] };
}

/** The launch; null before it, and again once it was held back. */
export interface LaunchState {
  /**
   * When the canary went out, milliseconds since the Unix epoch; later, if the analysis began anew after a change of the
   * flag by hand. Every look reads the data from then on.
   */
  readonly at: number;
  /** When the canary went out, if the analysis began anew since; left out otherwise. */
  readonly firstAt?: number;
  /** The pseudonym of the person who launched it; left out by states from before it was kept. */
  readonly by?: string;
  /** Since when the registered split runs; null while the canary is verified. */
  readonly runningSince: number | null;
  readonly checks: readonly LaunchCheck[];
  /** The steps after the canary that went out, oldest first, with their share of all units; left out before the second. */
  readonly ramp?: readonly { readonly at: number; readonly share: number }[];
  /** Checks of this launch that the thread heard of as failing. */
  readonly told?: readonly string[];
  /** The events that count its units, if the canary found others than the plan names. */
  readonly exposure?: ExposureEvent;
  /** The pause that lasts; null while none does. */
  readonly pause: Pause | null;
  /** The pauses that are over, oldest first. */
  readonly pauses: readonly PastPause[];
  /** Conditions of others that decide for some units, in words, as they stood at the launch; left out if there were none. */
  readonly besides?: readonly string[];
  /** A setting that was made by hand and accepted; left out while the registered one holds. */
  readonly accepted?: AcceptedSetting;
}

/** When the experiment went out to its first units, milliseconds since the Unix epoch. */
export function wentOutAt({ firstAt, at }: LaunchState): number {
  return firstAt ?? at;
}

/** A setting of the flag that a person made by hand and an approver accepted. */
export interface AcceptedSetting {
  readonly rollout: number;
  readonly allocation: Readonly<Record<string, number>>;
  /** Share of each variant among the units that get one, all conditions together; sums to 1. */
  readonly split: Readonly<Record<string, number>>;
}

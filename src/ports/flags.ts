import type { Configuration } from '#domain/configurations/configuration.ts';
import type { ReleaseCondition } from '#domain/launch/release-conditions.ts';

/** A setting of a flag: `rollout` of the units are in the experiment, and each variant gets its `allocation` of those. */
export interface FlagSetting {
  readonly active: boolean;
  /** Share of units that the bot's own condition lets in, 0..1; 0 if it is gone. */
  readonly rollout: number;
  /** Variant key to share, sums to 1. `{ treatment: 1, control: 0 }` ships the treatment. */
  readonly allocation: Readonly<Record<string, number>>;
}

/** A flag as the vendor holds it. `version` changes with every change, also of other people. */
export interface FlagState extends FlagSetting {
  readonly key: string;
  /** Its name at the vendor, by which its maker recognises it. */
  readonly name: string;
  readonly version: string;
  /** Its address, by which it is found faster than by its key. */
  readonly url: string;
  /** Address of recordings of units of one variant, `{variant}` in place of its key and `{event}` of the exposure event; left out if the vendor has none. */
  readonly recordings?: string;
  /** Every release condition, in the order of the vendor. */
  readonly conditions: readonly ReleaseCondition[];
}

/** What a new flag is beside its setting. */
export interface FlagTraits {
  /** A unit keeps its variant when it signs in. */
  readonly keepsVariantOnLogin: boolean;
  /** Key of the variant that means no change; if it is left out, the one called `control`, or else the first. */
  readonly control?: string;
  /** The place of the product: a service that can give no unit to two experiments there does so; left out if it need not. */
  readonly surface?: string;
  /** What code gets with each variant, by its key; their keys alone if left out. Only for a service with `configurations`. */
  readonly configurations?: Readonly<Record<string, Configuration>>;
}

/** What a service can do whose flags carry configurations: each surface has a default, which outlives its experiments. */
export interface FlagConfigurations {
  /** The default of a surface; null if it has none. */
  defaultOf(surface: string): Promise<Configuration | null>;
  /** Why a flag may not be switched on for the first time, as a sentence with what to do; null if it may, or if it carries none. */
  launchProblem(key: string): Promise<string | null>;
  /** Makes what a variant of a flag gives the default of its surface; does nothing if it did so before, or if the flag is gone or carries none. */
  keepDefault(key: string, variant: string): Promise<void>;
}

/**
 * How it is recorded that a unit met a variant.
 * - `posthog-flag-called`: PostHog's event `$feature_flag_called`, in the project of this address.
 * - `own`: the flag service records nothing; the application tells it to the bot, or to tables that a metrics source reads.
 */
export type ExposureRecording =
  | { readonly kind: 'posthog-flag-called'; readonly project: string }
  | { readonly kind: 'own' };

/** The flag service. Faults are thrown as `AppError`. Every call may be repeated without further effect. */
export interface Flags {
  /** The vendor as people know it. */
  readonly name: string;
  readonly exposures: ExposureRecording;
  /** Left out if its flags carry none. */
  readonly configurations?: FlagConfigurations;
  /** Creates the flag with this name and setting, or finds the one with this key, also one of other people, and leaves it unchanged. */
  ensure(key: string, name: string, setting: FlagSetting, traits?: FlagTraits): Promise<FlagState>;
  /** The flag now; null if there is none. `url`: its address if it is known. */
  read(key: string, url?: string | null): Promise<FlagState | null>;
  /**
   * Brings the flag to this setting if it still has this version, or if the version is null. Conditions of others stay. A flag
   * that has the setting already is left as it is, whatever its version. Throws a fault of kind `conflict` if it has neither.
   */
  set(key: string, setting: FlagSetting, version: string | null, url?: string | null): Promise<FlagState>;
  /** As `set`, but takes from the bot's own condition what others put there. */
  restore(key: string, setting: FlagSetting, version: string | null, url?: string | null): Promise<FlagState>;
  /** Switches the flag off and changes nothing else, so that nothing else can refuse it; null if there is no flag. */
  disable(key: string, url?: string | null): Promise<FlagState | null>;
  /** Name of the person who changed the flag last; null if the vendor does not tell. */
  changedBy(flag: Pick<FlagState, 'url'>): Promise<string | null>;
  /** Removes the flag; does nothing if it is gone. */
  remove(key: string): Promise<void>;
}

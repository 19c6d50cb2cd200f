/** A setting of a flag: `rollout` of the units are in the experiment, and each variant gets its `allocation` of those. */
export interface FlagSetting {
  readonly active: boolean;
  /** Share of units that the flag applies to, 0..1. */
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
  readonly url: string;
}

/** The event with which the flag service records that a unit met a variant, and its place. */
export interface ExposureRecording {
  /** `posthog-flag-called`: PostHog's event `$feature_flag_called`. */
  readonly kind: 'posthog-flag-called';
  /** Address of the project that the events go to. */
  readonly project: string;
}

/** The flag service. Faults are thrown as `AppError`. Every call may be repeated without further effect. */
export interface Flags {
  /** The vendor as people know it. */
  readonly name: string;
  readonly exposures: ExposureRecording;
  /** Creates the flag with this name and setting, or finds the one with this key, also one of other people, and leaves it unchanged. */
  ensure(key: string, name: string, setting: FlagSetting): Promise<FlagState>;
  /** The flag now; null if there is none. */
  read(key: string): Promise<FlagState | null>;
  /** Brings the flag to this setting, whatever it was before. Throws a retryable fault if it changes meanwhile. */
  set(key: string, setting: FlagSetting): Promise<FlagState>;
  /** Removes the flag; does nothing if it is gone already. */
  remove(key: string): Promise<void>;
}

/** A flag as it is to be: `rollout` of units are in the experiment, and of those `allocation` goes to each variant. */
export interface FlagSetting {
  readonly active: boolean;
  /** Share of units that the flag applies to, 0..1. */
  readonly rollout: number;
  /** Variant key to share, sums to 1. `{ treatment: 1, control: 0 }` ships the treatment. */
  readonly allocation: Readonly<Record<string, number>>;
}

/** A flag as the vendor holds it. `version` changes with every change made by anyone. */
export interface FlagState extends FlagSetting {
  readonly key: string;
  /** What it is called there, by which whoever made it knows it again. */
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

/** The flag service. Faults are thrown as `AppError`. Every call may be repeated without further effect. */
export interface Flags {
  /** Creates the flag with this name and setting, or finds the one with this key, whoever made it, and leaves it as it is. */
  ensure(key: string, name: string, setting: FlagSetting): Promise<FlagState>;
  /** The flag now, or null where there is none. */
  read(key: string): Promise<FlagState | null>;
  /** Brings the flag to this setting, whatever it was before. Throws a retryable fault where somebody changes it meanwhile. */
  set(key: string, setting: FlagSetting): Promise<FlagState>;
  /** Removes the flag; one that is gone already is fine. */
  remove(key: string): Promise<void>;
}

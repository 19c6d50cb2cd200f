import type { Decision } from '#domain/decision/state.ts';

/** `on`: the bot carries out what the rules recommend; `dry-run`: it says what it would have done; `off`: neither. */
export type AutoMode = 'on' | 'dry-run' | 'off';

/** A decision that the bot may take on a standing approval, and why: the rules recommend it, or the goal fell by more than the limit. */
export interface AutoAct {
  readonly decision: Exclude<Decision, 'keep-running'>;
  readonly why: 'recommended' | 'regression';
}

/** A standing approval, or the end of one. */
export interface AutoState {
  readonly mode: AutoMode;
  /** Who set it; null if the bot ended it, because its approver may not approve any more or the plan changed. */
  readonly by: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The plan that it stands for. */
  readonly planHash: string;
  /** From which relative fall of the goal on the change is taken back although nothing is proven, above 0. */
  readonly regressionLimit: number;
  /** What a dry run would have done on the newest look, by the hash of that look. */
  readonly dryRun?: { readonly snapshotHash: string; readonly act: AutoAct };
}

/** What goes on without a person; left out if nothing does. */
export interface UnattendedState {
  readonly auto?: AutoState;
  /** The moment of expiry that the approvers were reminded of (milliseconds since the Unix epoch). */
  readonly remindedOf?: number;
  /** When the thread last heard how old the flag is (milliseconds since the Unix epoch). */
  readonly flagToldAt?: number;
}

import type { Command } from '#domain/command.ts';
import type { Commit, Entry, Outcome } from '#domain/commit.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

/** The result of a command: the state after it, and its commit. */
export interface Executed {
  readonly experiment: Experiment;
  readonly commit: Commit;
  readonly outcome: Outcome;
}

/** Loads, decides, appends; decides again if another writer was first. */
export type Execute = (key: string, command: Command) => Promise<Result<Executed, Refusal>>;

/** What a performer gets for one effect. */
export interface Performance<Kind extends Effect['kind'] = Effect['kind']> {
  readonly effect: Extract<Effect, { readonly kind: Kind }>;
  /** Idempotency key `<experiment>:<version>:<index>`. */
  readonly key: string;
  readonly commit: Commit;
  /** The experiment as it is now (it may be further than the commit). */
  readonly experiment: Experiment;
  /** The experiment as it was right after the commit: what messages are rendered from. */
  readonly then: Experiment;
  /** Above 1, an earlier attempt may have done the work: find before creating. */
  readonly attempts: number;
  /** Call it right before a step that the far side would do twice: throws if the lease is lost. */
  readonly confirm: () => Promise<void>;
}

/** Performs one kind of effect and records its outcome by a further command. Faults are thrown. */
export type Performer<Kind extends Effect['kind'] = Effect['kind']> = (
  performance: Performance<Kind>,
) => Promise<void>;

/** The performers of all kinds of effect. */
export type Performers = { readonly [Kind in Effect['kind']]: Performer<Kind> };

/** What performs one effect of a stream that is no experiment; as in `Performance`, `attempts` above 1 means: find before creating. */
export interface StreamPerformance {
  readonly commit: Entry;
  readonly attempts: number;
  readonly confirm: () => Promise<void>;
}

/** When the attempts at an effect are made, if a stream has a schedule of its own. */
export interface AttemptSchedule {
  /** Attempts at one effect before it is given up, the first included. */
  readonly maxAttempts: number;
  /** When attempt number `attempts` (from 1) is due at the earliest, milliseconds since the Unix epoch. */
  readonly dueAt: (commit: Entry, attempts: number) => number;
}

/** How the effects of streams are performed that are no experiments. */
export interface StreamWork {
  readonly owns: (stream: string) => boolean;
  /** The worker's own schedule if it is left out. */
  readonly schedule?: AttemptSchedule;
  /** Performs the one effect of a commit and records its outcome. Faults are thrown. */
  readonly perform: (performance: StreamPerformance) => Promise<void>;
  /** Records that an effect failed for good; repeating it changes nothing. */
  readonly giveUp: (commit: Entry, fault: AppError) => Promise<void>;
}

import type { Drawing } from '#adapters/resvg/pictures.ts';
import type { Check } from '#adapters/vendor.ts';
import type { Anchors } from '#app/anchors.ts';
import type { KeptEvents } from '#app/own-observations.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Jobs } from '#journal/jobs.ts';
import type { Elapsed } from '#journal/vitals.ts';
import type { Worker } from '#journal/worker.ts';
import type { Store } from '#ports/store.ts';
import type { Probe } from '#ports/telemetry.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** What a bot is made of beside its configuration. */
export interface BotGround {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  /** Whether all that the bot needs has answered once; true if it is left out. */
  readonly isReady?: () => boolean;
  /** A clock that never jumps, by which jumps of the other are seen; none are if it is left out, as in simulated time. */
  readonly elapsed?: Elapsed;
  /** Keeps the heads of chains; the journal is not audited every day if it is left out. */
  readonly anchors?: Anchors;
  /** Called after every commit, so that effects need not wait for the next poll. */
  readonly onCommitted: () => void;
  /** Keeps what applications observe; nothing of it is kept if it is left out. */
  readonly events?: KeptEvents | null;
  /** Carries every request to a vendor; the platform's own if it is left out. */
  readonly fetch?: typeof fetch;
  /** Draws pictures; resvg, on threads of its own, if it is left out. */
  readonly drawing?: Drawing;
  /** Chance in [0, 1) for the jitter of retries; the platform's own if it is left out. */
  readonly random?: () => number;
  /** The folder of the prompts; the product's own if it is left out. */
  readonly prompts?: string;
}

/** A composed bot that is not started yet. */
export interface Bot {
  readonly coPilot: CoPilot;
  readonly worker: Worker;
  readonly jobs: Jobs;
  /** Whether the bot's own parts do their work, by name; each throws if it does not. */
  readonly vitals: Readonly<Record<string, Probe>>;
  /** How Slack reaches the bot. */
  readonly mode: 'http' | 'socket';
  /** Reads the settings if no file has them. Throws if the store does not tell them. */
  readonly begin: () => Promise<void>;
  /** What a start looks at outside, by the settings in force. */
  readonly checks: () => readonly Check[];
  /** Starts listening to operators and to Slack; returns the port of the HTTP side. */
  readonly listen: () => Promise<number | null>;
  /** The port for operators; null before `listen`. */
  readonly operationsPort: () => number | null;
  /** The port at which applications ask for flags; null before `listen`, and if another vendor has the flags. */
  readonly flagsPort: () => number | null;
  readonly close: () => Promise<void>;
}

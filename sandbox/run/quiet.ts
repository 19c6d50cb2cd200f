import { setTimeout as sleep } from 'node:timers/promises';

/** How long a person waits for the bot, in real milliseconds: Slack's own three seconds. */
const PATIENCE = 3_000;
/** How often to look, and how long nothing may happen until it is quiet, in real milliseconds. */
const LOOK_EVERY = 2;
const QUIET_FOR = 24;

/**
 * Notices when the bot has answered. A listener of Bolt goes on after it has acknowledged, so the HTTP answer to an
 * act does not say that it was dealt with; a commit or a visible change does.
 */
export interface Quiet {
  /** To be called at every sign of life. */
  readonly note: () => void;
  /** Runs the work and, if `expectsSign` says so of its value, waits for the first sign of life since it began. */
  after<Value>(work: () => Promise<Value>, expectsSign: (value: Value) => boolean): Promise<Value>;
  /** Resolves when there was no sign for a moment, at the latest when the patience is over. */
  rest(): Promise<void>;
}

/** A watch on signs of life that has seen none yet. */
export function createQuiet(): Quiet {
  let signs = 0;
  const until = async (isReached: () => boolean) => {
    for (let waited = 0; waited < PATIENCE && !isReached(); waited += LOOK_EVERY) await sleep(LOOK_EVERY);
  };
  return {
    note: () => {
      signs += 1;
    },
    after: async (work, expectsSign) => {
      const before = signs;
      const value = await work();
      if (expectsSign(value)) await until(() => signs > before);
      return value;
    },
    rest: async () => {
      let seen = signs;
      let still = 0;
      await until(() => {
        still = signs === seen ? still + LOOK_EVERY : 0;
        seen = signs;
        return still >= QUIET_FOR;
      });
    },
  };
}

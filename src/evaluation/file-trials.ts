import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalFlags } from './local-flags.ts';
import { createRowSender, type RowSenderOptions } from './row-sender.ts';
import { trialFile } from './trial-file.ts';
import { exposureId, observationId } from './trial-ids.ts';

/** Milliseconds between two batches of rows. */
const EVERY = 2_000;

export interface FileTrialsOptions extends RowSenderOptions {
  readonly flags: LocalFlags;
  /** The folder that paths of files are read from. */
  readonly root: string;
  /** Milliseconds between two batches; two seconds if left out. */
  readonly everyMs?: number;
}

/** One run of a program that uses a file under test. */
export interface Trial {
  /** The variant of the run; null if it takes no part. */
  readonly variant: string | null;
  /** The file to use, below `root`. */
  readonly path: string;
  /** As `record` of all trials, for this run. */
  readonly record: (name: string, value?: number) => void;
}

export interface FileTrials {
  /**
   * Which file a run uses. The run takes part if the flag lets it in and the files of all variants are there; then its exposure is recorded, once
   * however often it is asked. Otherwise it uses the original. Never throws, asks no server.
   */
  readonly variantOf: (experiment: string, run: string, file: string) => Trial;
  /**
   * Records what came of a run, also of one that takes no part: plans are sized from those. `name` is the event that a metric counts, `value` a
   * number that it reads. A name counts once a run.
   */
  readonly record: (run: string, name: string, value?: number) => void;
  /** Sends what waits. True if nothing waits any more. */
  readonly flush: () => Promise<boolean>;
  /** Ends the batches, and sends what waits. */
  readonly stop: () => Promise<boolean>;
}

/** Runs of a program as trials of experiments on files: assigned in this process, recorded at the bot. */
export function createFileTrials(options: FileTrialsOptions): FileTrials {
  const { flags, root, everyMs = EVERY, now = Date.now } = options;
  const sender = createRowSender(options);
  const timer = setInterval(() => void sender.flush(), everyMs);
  timer.unref();
  const rowOf = (id: string, run: string) => ({ id, unit: run, at: new Date(now()).toISOString() });
  const record: FileTrials['record'] = (run, name, value) =>
    sender.add('observations', {
      ...rowOf(observationId(run, name), run),
      name,
      ...(value === undefined ? {} : { value }),
    });
  return {
    record,
    variantOf: (experiment, run, file) => {
      const got = trialFile(flags, { experiment, run, file }, (path) => existsSync(join(root, path)));
      const { variant } = got;
      if (variant !== null)
        sender.add('exposures', {
          ...rowOf(exposureId(run, experiment, variant), run),
          flag: experiment,
          variant,
        });
      return { ...got, record: (name, value) => record(run, name, value) };
    },
    flush: sender.flush,
    stop: () => {
      clearInterval(timer);
      return sender.flush();
    },
  };
}

import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalFlags } from './local-flags.ts';
import { createRowSender, type RowSenderOptions } from './row-sender.ts';

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

/** The path of a variant beside its original: `prompts/support.treatment.md`. */
function besideOf(file: string, variant: string): string {
  const at = file.lastIndexOf('.');
  return `${file.slice(0, at)}.${variant}${file.slice(at)}`;
}

/** Runs of a program as trials of experiments on files: assigned in this process, recorded at the bot. */
export function createFileTrials(options: FileTrialsOptions): FileTrials {
  const { flags, root, everyMs = EVERY, now = Date.now } = options;
  const sender = createRowSender(options);
  const timer = setInterval(() => void sender.flush(), everyMs);
  timer.unref();
  const rowOf = (run: string, ...kind: readonly string[]) => ({
    id: idOf([run, ...kind]),
    unit: run,
    at: new Date(now()).toISOString(),
  });
  const record: FileTrials['record'] = (run, name, value) =>
    sender.add('observations', {
      ...rowOf(run, 'observation', name),
      name,
      ...(value === undefined ? {} : { value }),
    });
  return {
    record,
    variantOf: (experiment, run, file) => {
      const recordOf: Trial['record'] = (name, value) => record(run, name, value);
      const outside: Trial = { variant: null, path: file, record: recordOf };
      const got = flags.evaluate(experiment, { targetingKey: run });
      if (got.kind === 'error' || got.variant === null) return outside;
      const [, ...others] = flags.variants(experiment);
      const paths = new Map(others.map((variant) => [variant, besideOf(file, variant)]));
      // If only the runs of one variant were left out, the split would no longer be as planned.
      if (![...paths.values()].every((path) => existsSync(join(root, path)))) return outside;
      const { variant } = got;
      sender.add('exposures', {
        ...rowOf(run, 'exposure', experiment, variant),
        flag: experiment,
        variant,
      });
      return { variant, path: paths.get(variant) ?? file, record: recordOf };
    },
    flush: sender.flush,
    stop: () => {
      clearInterval(timer);
      return sender.flush();
    },
  };
}

/** The same row has the same id, also from another process. */
function idOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

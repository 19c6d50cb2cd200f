import { createHash } from 'node:crypto';
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
  /** The variant of the run; null if it takes no part, and then nothing of it is recorded. */
  readonly variant: string | null;
  /** The file to use, below `root`. */
  readonly path: string;
  /**
   * Records what came of the run: `name` is the event that a metric counts, `value` a number that it reads. A second record of one
   * name is a second row. Rows are kept until the bot has taken them.
   */
  readonly record: (name: string, value?: number) => void;
}

export interface FileTrials {
  /**
   * Which file a run uses. The run takes part if the flag lets it in and the files of all variants are there; then its exposure is recorded, once
   * however often it is asked. Otherwise it uses the original. Never throws, asks no server.
   */
  readonly variantOf: (experiment: string, run: string, file: string) => Trial;
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
  return {
    variantOf: (experiment, run, file) => {
      const outside: Trial = { variant: null, path: file, record: () => {} };
      const got = flags.evaluate(experiment, { targetingKey: run });
      if (got.kind === 'error' || got.variant === null) return outside;
      const [control, ...others] = flags.variants(experiment);
      const paths = new Map(others.map((variant) => [variant, besideOf(file, variant)]));
      // If only the runs of one variant were left out, the split would no longer be as planned.
      const isWhole = [...paths.values()].every((path) => existsSync(join(root, path)));
      if (control === undefined || !isWhole) return outside;
      const { variant } = got;
      const row = (id: readonly unknown[]) => ({
        ...{ id: idOf([experiment, run, ...id]), unit: run, at: new Date(now()).toISOString() },
      });
      sender.add('exposures', { ...row(['exposure', variant]), flag: experiment, variant });
      const counts = new Map<string, number>();
      return {
        variant,
        path: paths.get(variant) ?? file,
        record: (name, value) => {
          const number = counts.get(name) ?? 0;
          counts.set(name, number + 1);
          sender.add('observations', {
            ...{ ...row(['observation', name, number]), name },
            ...(value === undefined ? {} : { value }),
          });
        },
      };
    },
    flush: sender.flush,
    stop: () => {
      clearInterval(timer);
      return sender.flush();
    },
  };
}

/** The same row has the same id, also from another process. */
function idOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

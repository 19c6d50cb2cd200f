import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parserOf } from '#code/grammar.ts';
import { openFreshStore } from './fresh-store.ts';
import { type Finding, runSchedule } from './run-schedule.ts';

export interface SeedOptions {
  readonly seed: number;
  /** The address of a MongoDB server; SQLite in memory if null. */
  readonly uri: string | null;
  /** Whether the store fails processes that live on. */
  readonly storeFails: boolean;
  /** The folder that keeps the whole trace of a schedule with a problem. */
  readonly traces: string;
  /** Told everything that happens. */
  readonly note?: (line: string) => void;
}

/** What came of one schedule. */
export interface PlayedSeed extends Finding {
  readonly seed: number;
  /**
   * The same for the same steps in the same order; left out are commit ids of the sandbox's GitHub, which hold the real time, and hashes of kept
   * runs, which hold those ids.
   */
  readonly fingerprint: string;
  /** The file with everything that happened; null if nothing was wrong. */
  readonly trace: string | null;
}

/** Plays the schedule of a seed on an empty store of its own; keeps its trace if something was wrong. */
export async function playSeed(options: SeedOptions): Promise<PlayedSeed> {
  const { seed, uri, storeFails, traces } = options;
  const lines: string[] = [];
  const note = (line: string) => {
    lines.push(line);
    options.note?.(line);
  };
  // A grammar comes from the disk when it is first needed, which takes real time: the first schedule of a thread would differ from the others.
  await parserOf('typescript');
  const { store, dispose } = await openFreshStore(uri);
  try {
    const finding = await runSchedule({ seed, store, storeFails, note });
    const fingerprint = createHash('sha256')
      .update(lines.join('\n').replaceAll(/\b[0-9a-f]{40}\b|(?<=\bputRun )[0-9a-f]{64}\b/g, ''))
      .digest('hex')
      .slice(0, 12);
    const told = [...lines, ...finding.problems.map(({ kind, what }) => `${kind}: ${what}`)];
    return {
      ...finding,
      seed,
      fingerprint,
      trace: finding.problems.length === 0 ? null : keep(traces, seed, told),
    };
  } finally {
    await dispose();
  }
}

function keep(folder: string, seed: number, lines: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `seed-${seed}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ok, type Result, refused } from '#shared/result.ts';

type Given<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/** Reads a command line strictly. Refuses an option that is not known or has no value, with a sentence that says so. */
export function readArguments<Config extends ParseArgsConfig>(config: Config): Result<Given<Config>, string> {
  try {
    return ok(parseArgs(config));
  } catch (thrown) {
    return refused(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** The whole number ≥ 0 that was written; null if it is none. */
export function wholeNumber(written: string): number | null {
  const value = Number(written);
  return /^\d+$/.test(written) && Number.isSafeInteger(value) ? value : null;
}

/** Says what is wrong with the arguments and how the tool is used, and gives the exit code for that: 2. */
export function refuseArguments(problem: string, usage: string): 2 {
  process.stderr.write(`${problem}\n${usage}\n`);
  return 2;
}

/** Writes one line for the person who called the tool. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

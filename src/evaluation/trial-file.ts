import type { PreparedFlags } from './prepare-flags.ts';

/** A run, and the file that an experiment varies for it. */
export interface RunWithFile {
  readonly experiment: string;
  readonly run: string;
  readonly file: string;
}

/** What a run gets: its variant, null if it takes no part, and the path of the file to use. */
export interface TrialFile {
  readonly variant: string | null;
  readonly path: string;
}

/** Which file a run uses. It takes part if the flag lets it in, and `isThere` says of the file of every variant that it is there. */
export function trialFile(
  flags: Pick<PreparedFlags, 'evaluate' | 'variants'>,
  { experiment, run, file }: RunWithFile,
  isThere: (path: string) => boolean,
): TrialFile {
  const outside: TrialFile = { variant: null, path: file };
  const got = flags.evaluate(experiment, { targetingKey: run });
  if (got.kind === 'error' || got.variant === null) return outside;
  const [, ...others] = flags.variants(experiment);
  const paths = new Map(others.map((variant) => [variant, besideOf(file, variant)]));
  // If only the runs of one variant were left out, the split would no longer be as planned.
  if (![...paths.values()].every(isThere)) return outside;
  return { variant: got.variant, path: paths.get(got.variant) ?? file };
}

/** The path of a variant beside its original: `prompts/support.treatment.md`. */
function besideOf(file: string, variant: string): string {
  const at = file.lastIndexOf('.');
  return `${file.slice(0, at)}.${variant}${file.slice(at)}`;
}

import { ok, type Result, refused } from '#shared/result.ts';
import { readArguments } from '#tools/command-line.ts';

const SECTIONS = ['interactions', 'sweep', 'appends'] as const;
export type Section = (typeof SECTIONS)[number];

/** How much is measured. */
export interface Options {
  readonly sections: readonly Section[];
  /** Seconds of load on each of the two applications. */
  readonly seconds: number;
  /** Interactions a second. */
  readonly rate: number;
  /** Length of a slice in seconds; the two applications take turns by slices. */
  readonly slice: number;
  /** Running experiments in the larger store; the smaller one has a tenth. */
  readonly experiments: number;
  /** Commits that are appended per batch. */
  readonly appends: number;
}

export const USAGE = `usage: npm run bench:load -- [--only interactions,sweep,appends] [--seconds 30] [--rate 200]
  [--slice 2.5] [--experiments 10000] [--appends 200]`;

/** Reads the arguments; refuses what is no positive number and what is no section. */
export function readOptions(args: readonly string[]): Result<Options, string> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({
    args: [...args],
    options: {
      only: text(SECTIONS.join(',')),
      seconds: text('30'),
      rate: text('200'),
      slice: text('2.5'),
      experiments: text('10000'),
      appends: text('200'),
    },
  });
  if (given.kind === 'refused') return given;
  const { values } = given.value;
  const named = values.only.split(',');
  const sections = SECTIONS.filter((section) => named.includes(section));
  if (sections.length !== named.length) return refused(`--only knows ${SECTIONS.join(', ')}`);
  const [seconds, rate, slice, experiments, appends] = [
    Number(values.seconds),
    Number(values.rate),
    Number(values.slice),
    Number(values.experiments),
    Number(values.appends),
  ] as const;
  const figures = [seconds, rate, slice, experiments, appends];
  if (!figures.every((figure) => figure > 0)) return refused('every figure must be a number above 0');
  return ok({ sections, seconds, rate, slice, experiments, appends });
}

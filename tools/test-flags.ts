/**
 * `npm run test:flags -- [--experiments 200] [--units 500] [--python-units 25] [--seed 1]`: asks the flag server for the units of many experiments
 * by OpenFeature's official SDKs for Node and Python and in bulk, and compares with the local evaluator and with the rule as Python has it. Then the splits
 * are compared with what was meant, and the experiments with each other. What has no Python here is skipped, which the tool says. Exit code 1: something
 * differs, or is beyond chance; 2: the arguments cannot be used.
 */
import { effectiveSplit } from '#adapters/own-flags/resplit.ts';
import { type Flag, WHOLE } from '#evaluation/flag-document.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { readDocument } from '#evaluation/read-document.ts';
import { chi2Sf } from '#stats/distributions/chi-squared.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { askPythonSdk, askRule } from './flags/ask-python.ts';
import { experimentKeys } from './flags/flag-population.ts';
import {
  type Assigned,
  askBySdk,
  askInBulk,
  askLocally,
  type FlagQuestion,
  flagQuestions,
} from './flags/questions.ts';
import { correlationsOf, splitFit } from './flags/split-fit.ts';
import { withFlagServer } from './flags/with-flag-server.ts';
import { pythonWith } from './python.ts';

const USAGE =
  'usage: npm run test:flags -- [--experiments <1..>] [--units <1..>] [--python-units <1..>] [--seed <0..>]';
/** Units of each experiment that are asked by the route for all flags. */
const IN_BULK = 5;
/** Units for the correlations. */
const SHARED = 4_000;
/** Chance of an alarm if nothing is wrong. */
const RARE = 1e-4;

const OPTIONS = {
  experiments: { type: 'string', default: '200' },
  units: { type: 'string', default: '500' },
  'python-units': { type: 'string', default: '25' },
  seed: { type: 'string', default: '1' },
} as const;

let failed = 0;

/** Says whether something holds. */
function check(isKept: boolean, line: string): void {
  if (!isKept) failed += 1;
  say(`${isKept ? 'ok    ' : 'FAILED'} ${line}`);
}

async function main(): Promise<number> {
  const given = readArguments({ options: OPTIONS });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values } = given.value;
  const [experiments, units, pythonUnits, seed] = [
    ...[values.experiments, values.units, values['python-units'], values.seed].map(wholeNumber),
  ];
  if (!experiments || !units || !pythonUnits || seed == null)
    return refuseArguments('These must be whole numbers, and all but the seed at least 1.', USAGE);
  const keys = experimentKeys(experiments, seed);
  await withFlagServer(keys, (origin, key) => compare({ origin, key }, keys, { units, pythonUnits }));
  say(failed === 0 ? 'test:flags: all of it holds' : `test:flags: ${failed} do not hold`);
  return failed === 0 ? 0 : 1;
}

async function compare(
  server: { readonly origin: string; readonly key: string },
  keys: readonly string[],
  { units, pythonUnits }: { readonly units: number; readonly pythonUnits: number },
): Promise<void> {
  const questions = flagQuestions(keys, units);
  const json = await (
    await fetch(`${server.origin}/flags/v1/document`, { headers: { 'x-api-key': server.key } })
  ).text();
  const document = readDocument(json);
  if (document === null) throw new Error('the server gave no document');
  const flags = prepareFlags(document);
  const local = askLocally(flags, questions);
  same('the official OFREP provider for Node', local, await askBySdk(server, questions));
  const few = every(questions, units, Math.min(IN_BULK, units));
  same('the route for all flags', askLocally(flags, few), await askInBulk(server, few));
  const python = pythonWith('hashlib');
  if (python === null) say('skipped: the rule in Python, because there is none here (PYTHON names one)');
  else same('the rule in Python', local, askRule(python, json, questions));
  const withSdk = pythonWith('openfeature.contrib.provider.ofrep');
  const some = every(questions, units, Math.min(pythonUnits, units));
  if (withSdk === null)
    say(
      'skipped: the SDK for Python: pip install openfeature-sdk openfeature-provider-ofrep (PYTHON names the Python)',
    );
  else same('the SDK for Python', askLocally(flags, some), askPythonSdk(withSdk, server, some));
  fits(document.flags, questions, local);
  // A unit that is held out is so in every experiment, which is no correlation of theirs.
  correlate(keys, prepareFlags({ ...document, holdouts: [] }));
}

/** The first units of each experiment. */
function every(questions: readonly FlagQuestion[], units: number, count: number): readonly FlagQuestion[] {
  return questions.filter((_, index) => index % units < count);
}

function same(name: string, expected: Assigned, got: Assigned): void {
  const apart = expected.filter((variant, index) => variant !== got[index]).length;
  check(
    apart === 0 && got.length === expected.length,
    `${name}: ${got.length} units, ${apart} with another variant than the local evaluator`,
  );
}

function fits(flags: readonly Flag[], questions: readonly FlagQuestion[], assigned: Assigned): void {
  const counts = new Map<string, Map<string, number>>();
  for (const [index, { key, context }] of questions.entries()) {
    // Rules name variants for units with attributes, or let more of them in.
    if (context['email'] !== undefined || context['age'] !== undefined) continue;
    const own = counts.get(key) ?? new Map<string, number>();
    const variant = assigned[index] ?? '-';
    own.set(variant, (own.get(variant) ?? 0) + 1);
    counts.set(key, own);
  }
  const all = flags.map((flag) => {
    const own = counts.get(flag.key);
    return splitFit(
      flag.variants.map((variant) => own?.get(variant.key) ?? 0),
      effectiveSplit(flag).map((share) => share / WHOLE),
    );
  });
  const statistic = all.reduce((sum, fit) => sum + fit.statistic, 0);
  const df = all.reduce((sum, fit) => sum + fit.df, 0);
  const p = chi2Sf(statistic, df);
  const low = all.filter((fit) => fit.p < 0.01).length;
  const smallest = Math.min(...all.map((fit) => fit.p));
  check(
    p > RARE && p < 1 - RARE && smallest > RARE / all.length,
    `splits: chi-square ${statistic.toFixed(0)} with ${df} degrees of freedom over ${all.length} experiments (p = ${p.toFixed(3)}); ${low} below 1 %, smallest p ${smallest.toPrecision(2)}`,
  );
}

function correlate(keys: readonly string[], flags: ReturnType<typeof prepareFlags>): void {
  const units = Array.from({ length: SHARED }, (_, index) => ({ targetingKey: `shared-${index}` }));
  // Whether a unit meets a treatment.
  const rows = keys
    .map((key) => units.map((context) => flags.evaluate(key, context)))
    .map((row) =>
      Uint8Array.from(row, (got) =>
        got.kind === 'value' && got.variant !== null && got.variant !== 'control' ? 1 : 0,
      ),
    );
  const { pairs, mean, spread, largest } = correlationsOf(rows);
  check(
    Math.abs(mean) < 4 && Math.abs(spread) < 4,
    `correlations: ${pairs} pairs over ${SHARED} units, mean ${mean.toFixed(2)} standard errors from 0, squares ${spread.toFixed(2)} from chance, largest ${largest.toFixed(3)}`,
  );
}

process.exitCode = await main();

/**
 * `npm run test:decisions -- <folder> [--seed 1]`: every look and every simulated experiment of the folder through the
 * product's own analysis, rules and messages. Prints each case that fails with what is wrong; exit code 1 if one does.
 */
import { readArguments, refuseArguments, say, wholeNumber } from '../command-line.ts';
import { type LookCase, readCaseFiles, type ScenarioCase } from './case-fields.ts';
import { problemsOfLook } from './check-look.ts';
import { playScenarios } from './play-scenarios.ts';
import { type MeasuredShare, measuredShares } from './tally.ts';

const USAGE =
  'usage: npm run test:decisions -- <folder with looks-*.json and scenarios-*.json> [--seed <whole>]';

async function main(): Promise<number> {
  const given = readArguments({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' } },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [folder] = given.value.positionals;
  const seed = wholeNumber(given.value.values.seed);
  if (folder === undefined) return refuseArguments('no folder is given', USAGE);
  if (seed === null) return refuseArguments('--seed must be a whole number', USAGE);
  const looks = readCaseFiles<LookCase>(folder, 'looks-').map((one) => report(one.id, lookProblems(one)));
  const scenarios = await checkScenarios(readCaseFiles<ScenarioCase>(folder, 'scenarios-'), seed);
  const results = [...looks, ...scenarios];
  const passed = results.filter((isRight) => isRight).length;
  say(`decisions: ${passed} passed, ${results.length - passed} failed`);
  return results.length > 0 && passed === results.length ? 0 : 1;
}

function lookProblems(one: LookCase): readonly string[] {
  try {
    return problemsOfLook(one);
  } catch (thrown) {
    return [thrown instanceof Error ? thrown.message : String(thrown)];
  }
}

async function checkScenarios(scenarios: readonly ScenarioCase[], seed: number): Promise<readonly boolean[]> {
  const tallies = await playScenarios(scenarios, seed);
  return scenarios.map((one, index) => {
    const shares = measuredShares(one, tallies[index] ?? { runs: 0, counts: {} });
    const outside = shares.filter(({ share, low, high }) => !(share >= low && share <= high));
    say(`${one.id}: ${shares.map(inWords).join(', ')}`);
    return report(
      one.id,
      outside.map((wrong) => `${inWords(wrong)} is outside ${wrong.low} to ${wrong.high}`),
    );
  });
}

function inWords({ outcome, share }: MeasuredShare): string {
  return `${outcome} ${(100 * share).toFixed(2)} %`;
}

function report(id: string, problems: readonly string[]): boolean {
  for (const problem of problems) say(`FAILED ${id}: ${problem}`);
  return problems.length === 0;
}

process.exitCode = await main();

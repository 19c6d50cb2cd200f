/**
 * `npm run backtest -- history.json [--rules worth-having]`: replays past experiments through the analysis and the decision rules,
 * and puts what the rules say beside what people decided. The format is in docs/backtest.md. Exit code 1 if an experiment of the
 * file cannot be read, 2 if the file cannot.
 */
import { readFileSync } from 'node:fs';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { agreementOfAll, compareDecisions, pairOf } from './backtest/compare-decisions.ts';
import { readHistory } from './backtest/read-history.ts';
import { replayHistory } from './backtest/replay-history.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const NAMES = SHIPPED_RULE_SETS.map(({ name }) => name);
const USAGE = `usage: npm run backtest -- <history.json> [--rules ${NAMES.join(' | ')}]`;

function main(): number {
  const given = readArguments({
    allowPositionals: true,
    options: { rules: { type: 'string', default: 'worth-having' } },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [file] = given.value.positionals;
  const rules = SHIPPED_RULE_SETS.find(({ name }) => name === given.value.values.rules);
  if (file === undefined) return refuseArguments('The file with the history is needed.', USAGE);
  if (rules === undefined) return refuseArguments(`There are no rules "${given.value.values.rules}".`, USAGE);
  const text = readText(file);
  if (text === null) return 2;
  const { experiments, problems } = readHistory(text);
  const all = experiments.map((past) => {
    const outcome = replayHistory(past, rules);
    return { compared: compareDecisions(past, outcome), pair: pairOf(past, outcome) };
  });
  for (const problem of problems) say(`${file} ${problem}`);
  if (all.length > 0)
    sayTable(
      all.map(({ compared }) => compared),
      rules.name,
    );
  const { same, differs, open, pairs } = agreementOfAll(all);
  if (all.length > 0) say('\n| people → rules | experiments |\n|---|---|');
  for (const [pair, count] of Object.entries(pairs).toSorted()) say(`| ${pair} | ${count} |`);
  const rate = all.length === 0 ? '' : ` (${((100 * same) / all.length).toFixed(1)} %)`;
  say(
    `\nbacktest: ${all.length} experiments, ${same} the same${rate}, ${differs} different, ${open} left open by the rules, ${problems.length} problems`,
  );
  return problems.length === 0 ? 0 : 1;
}

function sayTable(all: readonly ReturnType<typeof compareDecisions>[], rules: string): void {
  say(`| experiment | people | rules (${rules}) | | why |\n|---|---|---|---|---|`);
  for (const { id, people, rules: said, agreement, why } of all) {
    const cells = [id, people, said, agreement, why].map((cell) => cell.replaceAll('|', '/'));
    say(`| ${cells.join(' | ')} |`);
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    process.stderr.write(
      `cannot read ${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
    );
    return null;
  }
}

process.exitCode = main();

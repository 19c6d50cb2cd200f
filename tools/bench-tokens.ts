/**
 * `npm run bench:tokens`: what the answers of implement and clean-up cost in blocks and in whole files, for the made-up
 * repositories of `test/fixtures/repositories`, with the changes that their authors wrote. Input is what the product really asks,
 * the search for the place included. Tokens are characters divided by four, in both forms. `repaired` is the answer, the answer
 * sent back, and the answer again. Then the ratio per repository and over all, and the same for the newest commits of this
 * project. Before that, what a design costs: the calls of the real chain for three ideas, how much of each role's question is the same as
 * in the question before (the stable prefix, which services keep in a cache), and the same design as a chat of five agents. `--design` prints
 * that alone. Exit code 1 if a limit of the design is broken, if blocks cost more than half of whole files in a repository or over all, or if the gate sends a change back.
 */
import type { AgentDeps } from '#agents/ask.ts';
import { cleanUp } from '#agents/cleaner.ts';
import { implementChange } from '#agents/implementer.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { createRedaction } from '#agents/redaction.ts';
import type { Plan } from '#domain/plan.ts';
import { inBlocks, inWholeFiles } from './bench-tokens/answers.ts';
import {
  answerTokens,
  authoredModel,
  CHARACTERS_PER_TOKEN,
  type TokenBill,
} from './bench-tokens/authored-model.ts';
import { type AuthoredChange, changesOf } from './bench-tokens/changes.ts';
import { judgeDesign } from './bench-tokens/judge-design.ts';
import { benchPlan, viewOf } from './bench-tokens/plan-and-view.ts';
import { realChanges } from './bench-tokens/real-changes.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { type MadeUpRepository, readRepository, repositoryNames } from './repositories/made-up-repository.ts';

/** Commits of this project that are counted beside the made-up repositories. */
const REAL_CHANGES = 40;

/** What blocks may cost of whole files. */
const MOST = 0.5;

interface Row {
  readonly bill: TokenBill;
  readonly blocks: number;
  readonly whole: number;
  readonly accepted: boolean;
}

async function ask(deps: AgentDeps, plan: Plan, change: AuthoredChange, repository: MadeUpRepository) {
  const view = viewOf(change.files);
  if (change.name === 'implement') return implementChange(deps, { plan, repository: view });
  const kept = change.name === 'ship' ? repository.shipped : repository.control;
  const paths = change.edits.map(({ path }) => path);
  return cleanUp(deps, { plan, kept, repository: view, paths, pullRequest: paths });
}

async function measure(repository: MadeUpRepository, change: AuthoredChange): Promise<Row> {
  const words = {
    summary: `${repository.title}. ${repository.today} ${Object.values(repository.treatments).join(' ')}`,
    testPaths: repository.testPaths,
  };
  const answer = inBlocks(words, change.edits);
  const [blocks, whole] = [
    answerTokens(answer),
    answerTokens(inWholeFiles(words, change.files, change.edits)),
  ];
  const edited = change.edits.map(({ path }) => path).filter((path) => path in change.files);
  const { model, bill } = authoredModel(edited, answer);
  const deps = { model, prompts: loadPrompts('prompts'), redaction: createRedaction([]) };
  const result = await ask(deps, benchPlan(repository), change, repository);
  return { bill: bill(), blocks, whole, accepted: result.kind === 'ok' };
}

function shown(name: string, { bill, blocks, whole, accepted }: Row): string {
  const figures = [bill.input, bill.output, bill.input + bill.output, blocks, whole, 3 * blocks, 3 * whole];
  const cells = figures.map((figure) => String(figure).padStart(9)).join('');
  const note = accepted ? '' : '  (the gate sends it back)';
  return `${name.padEnd(34)}${cells}${(blocks / whole).toFixed(2).padStart(7)}${note}`;
}

interface Sum {
  readonly blocks: number;
  readonly whole: number;
}

function sumOf(parts: readonly Sum[]): Sum {
  const add = (of: keyof Sum) => parts.reduce((total, part) => total + part[of], 0);
  return { blocks: add('blocks'), whole: add('whole') };
}

/** Says what a sum cost in both forms; returns whether blocks cost half at most. */
function judge(name: string, { blocks, whole }: Sum): boolean {
  const fits = blocks <= MOST * whole;
  const ratio = (blocks / whole).toFixed(2);
  say(
    `${name}: ${blocks} in blocks, ${whole} in whole files, ratio ${ratio}${fits ? '' : `, more than ${MOST}`}`,
  );
  return fits;
}

function sayRealChanges(): void {
  const real = realChanges(REAL_CHANGES);
  if (real.length === 0) return;
  const { blocks, whole } = sumOf(real);
  judge(`${real.length} commits of this project`, {
    blocks: Math.round(blocks / CHARACTERS_PER_TOKEN),
    whole: Math.round(whole / CHARACTERS_PER_TOKEN),
  });
}

async function main(): Promise<number> {
  const given = readArguments({ options: { design: { type: 'boolean', default: false } } });
  if (given.kind === 'refused')
    return refuseArguments(given.problem, 'usage: npm run bench:tokens -- [--design]');
  const isDesignCheap = await judgeDesign();
  if (given.value.values.design) return isDesignCheap ? 0 : 1;
  const head = ['input', 'output', 'total', 'blocks', 'whole', 'repaired', 'whole'];
  say(`${''.padEnd(34)}${head.map((name) => name.padStart(9)).join('')}${'ratio'.padStart(7)}`);
  const rows = new Map<string, readonly Row[]>();
  for (const name of repositoryNames()) {
    const repository = await readRepository(name);
    const measured: Row[] = [];
    for (const change of changesOf(repository)) {
      const row = await measure(repository, change);
      say(shown(`${name} ${change.name}`, row));
      measured.push(row);
    }
    rows.set(name, measured);
  }
  const all = [...rows.values()].flat();
  const fits = [
    ...[...rows].map(([name, measured]) => judge(name, sumOf(measured))),
    judge('tokens', sumOf(all)),
  ];
  sayRealChanges();
  return isDesignCheap && fits.every(Boolean) && all.every(({ accepted }) => accepted) ? 0 : 1;
}

process.exitCode = await main();

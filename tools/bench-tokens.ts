/**
 * `npm run bench:tokens`: what the answers of implement and clean-up cost in blocks and in whole files, for the made-up
 * repositories of `test/fixtures/repositories`, with the changes that their authors wrote. Input is what the product really asks,
 * the search for the place included. Tokens are characters divided by four, in both forms. `repaired` is the answer, the answer
 * sent back, and the answer again. The last line counts the same for the newest commits of this project.
 */
import type { AgentDeps } from '#agents/ask.ts';
import { cleanUp } from '#agents/cleaner.ts';
import { implementChange } from '#agents/implementer.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { createRedaction } from '#agents/redaction.ts';
import type { Plan } from '#domain/plan.ts';
import { inBlocks, inWholeFiles } from './bench-tokens/answers.ts';
import { answerTokens, authoredModel, type TokenBill } from './bench-tokens/authored-model.ts';
import { type AuthoredChange, changesOf } from './bench-tokens/changes.ts';
import { benchPlan, viewOf } from './bench-tokens/plan-and-view.ts';
import { realChanges } from './bench-tokens/real-changes.ts';
import { say } from './command-line.ts';
import { type MadeUpRepository, readRepository, repositoryNames } from './repositories/made-up-repository.ts';

/** Commits of this project that are counted beside the made-up repositories, whose files have a few lines each. */
const REAL_CHANGES = 40;

interface Row {
  readonly bill: TokenBill;
  readonly blocks: number;
  readonly whole: number;
  /** Characters that each edited file must be longer, for blocks to cost half of whole files. */
  readonly longer: number;
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
  const kept = change.edits.filter((edit) => 'blocks' in edit).length;
  const longer = kept === 0 ? 0 : Math.max(0, Math.ceil(((2 * blocks - whole) * 4) / kept));
  return { bill: bill(), blocks, whole, longer, accepted: result.kind === 'ok' };
}

function shown(name: string, { bill, blocks, whole, longer, accepted }: Row): string {
  const figures = [bill.input, bill.output, bill.input + bill.output, blocks, whole, 3 * blocks, 3 * whole];
  const cells = figures.map((figure) => String(figure).padStart(9)).join('');
  const note = accepted ? '' : '  (the gate sends it back)';
  return `${name.padEnd(34)}${cells}${(blocks / whole).toFixed(2).padStart(7)}${String(longer).padStart(8)}${note}`;
}

async function main(): Promise<number> {
  const head = ['input', 'output', 'total', 'blocks', 'whole', 'repaired', 'whole'];
  say(
    `${''.padEnd(34)}${head.map((name) => name.padStart(9)).join('')}${'ratio'.padStart(7)}${'longer'.padStart(8)}`,
  );
  let [blocks, whole] = [0, 0];
  for (const name of repositoryNames()) {
    const repository = await readRepository(name);
    for (const change of changesOf(repository)) {
      const row = await measure(repository, change);
      say(shown(`${name} ${change.name}`, row));
      blocks += row.blocks;
      whole += row.whole;
    }
  }
  say('longer: characters by which each edited file must be longer for blocks to cost half of whole files');
  say(`tokens: ${blocks} in blocks, ${whole} in whole files, ratio ${(blocks / whole).toFixed(2)}`);
  const real = realChanges(REAL_CHANGES);
  const sum = (of: 'blocks' | 'whole') => real.reduce((total, change) => total + change[of], 0) / 4;
  if (real.length > 0) {
    const [inReal, inWhole] = [Math.round(sum('blocks')), Math.round(sum('whole'))];
    say(
      `${real.length} commits of this project: ${inReal} in blocks, ${inWhole} in whole files, ratio ${(inReal / inWhole).toFixed(2)}`,
    );
  }
  return 0;
}

process.exitCode = await main();

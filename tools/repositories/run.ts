/**
 * `npm run test:repositories [-- name …]`: the bot carries an experiment through each made-up repository of
 * `test/fixtures/repositories`, once to a shipment and once to a kill, with an author's answers in place of a model's. What it made of the
 * default branch really runs, with the repository's own tests and program: before, with the flag in each arm and with a failing flag
 * service, and after the clean-up. The last line counts; exit code 1 if one failed. A repository whose language is missing is skipped, which is said.
 */
import { say } from '#tools/command-line.ts';
import { canRun } from './checkout.ts';
import { readRepository, repositoryNames } from './made-up-repository.ts';
import { playByBot } from './play-by-bot.ts';

async function main(names: readonly string[]): Promise<number> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names.length > 0 ? names : repositoryNames()) {
    const repository = await readRepository(name);
    if (!(await canRun(repository.needs))) {
      say(`${name.padEnd(24)} skipped: ${repository.language} is not installed`);
      count.skipped += 1;
      continue;
    }
    const results = await playByBot(repository);
    const row = results.map(({ stage, faults }) => `${stage} ${faults.length === 0 ? 'ok' : 'FAILED'}`);
    say(`${name.padEnd(24)} ${row.join('  ')}`);
    const faults = results.flatMap(({ stage, faults: found }) =>
      found.map((fault) => `  ${stage}: ${fault}`),
    );
    for (const fault of faults) say(fault);
    count[faults.length === 0 ? 'passed' : 'failed'] += 1;
  }
  say(`repositories: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));

/**
 * `npm run experiment -- status <key>`: says how an experiment stands, over the API (see docs/api.md). `npm run experiment -- list [filter]` lists those of
 * a filter, the newest first. `CO_PILOT_API` and `CO_PILOT_TOKEN` say which bot, and as whom. Exit code 1: the API refuses it; 2: the arguments cannot be used.
 */
import { z } from 'zod';
import type { ApiProgram } from './api/api-program.ts';
import { apiProgram } from './api/api-program.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = `usage: npm run experiment -- status <key>
       npm run experiment -- list [filter]`;

const Line = z.object({ key: z.string(), title: z.string(), statusWords: z.string() });
const Page = z.object({ experiments: z.array(Line), count: z.number() });
const Experiment = z.object({
  ...Line.shape,
  thread: z.string().nullable(),
  waitsFor: z.object({ act: z.string(), since: z.string() }).nullable(),
  looksTaken: z.number(),
  nextLookAt: z.string().nullable(),
  recommendation: z.string().nullable(),
  decision: z.object({ decision: z.string(), at: z.string() }).nullable(),
});

async function main(): Promise<number> {
  const given = readArguments({ options: {}, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [command, word, ...more] = given.value.positionals;
  if (more.length > 0) return refuseArguments(`I do not know what "${more.join(' ')}" asks for.`, USAGE);
  if (command !== 'status' && command !== 'list') return refuseArguments('Name a command.', USAGE);
  if (command === 'status' && word === undefined) return refuseArguments('Name an experiment.', USAGE);
  const api = apiProgram(process.env);
  if (api.kind === 'refused') return refuseArguments(api.problem, USAGE);
  return command === 'status' ? status(api.value, word ?? '') : list(api.value, word ?? 'all');
}

async function status({ ask }: ApiProgram, key: string): Promise<number> {
  const answer = await ask('GET', `/experiments/${encodeURIComponent(key)}`);
  if (answer.kind === 'refused') return refuse(answer.problem);
  const { title, statusWords, waitsFor, looksTaken, nextLookAt, recommendation, decision, thread } =
    Experiment.parse(answer.value);
  say(`${key}: ${title}`);
  say(`status: ${statusWords}`);
  if (waitsFor !== null) say(`waits for: ${waitsFor.act}, since ${waitsFor.since}`);
  if (looksTaken > 0) say(`looks: ${looksTaken}; the rules recommend: ${recommendation}`);
  if (nextLookAt !== null) say(`next look: ${nextLookAt}`);
  if (decision !== null) say(`decided: ${decision.decision}, ${decision.at}`);
  if (thread !== null) say(`thread: ${thread}`);
  return 0;
}

async function list({ ask }: ApiProgram, filter: string): Promise<number> {
  const answer = await ask('GET', `/experiments?limit=100&filter=${encodeURIComponent(filter)}`);
  if (answer.kind === 'refused') return refuse(answer.problem);
  const { experiments, count } = Page.parse(answer.value);
  for (const { key, statusWords, title } of experiments) say(`${key}\t${statusWords}\t${title}`);
  say(`${experiments.length} of ${count}`);
  return 0;
}

function refuse(problem: string): number {
  process.stderr.write(`${problem}\n`);
  return 1;
}

process.exitCode = await main();

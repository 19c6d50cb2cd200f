/**
 * `npm run ideas -- <file.csv or file.json> --channel <id>`: puts a list of ideas into the backlog over the API (see docs/api.md). What is there already is not kept
 * twice. `CO_PILOT_API` and `CO_PILOT_TOKEN` say which bot, and as whom. Exit code 1: lines were left out, and why; 2: the arguments, the file
 * or the API cannot be used.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { toAppError } from '#shared/errors.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { type ApiProgram, apiProgram } from './api/api-program.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';

const USAGE = 'usage: npm run ideas -- <file.csv or file.json> --channel <id of the channel>';

const Imported = z.object({
  kept: z.array(z.string()),
  known: z.number(),
  left: z.number(),
  problems: z.array(z.object({ line: z.number(), message: z.string() })),
});
type Imported = z.infer<typeof Imported>;

async function main(): Promise<number> {
  const given = readArguments({ options: { channel: { type: 'string' } }, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return refuseArguments('Name one file.', USAGE);
  if (values.channel === undefined) return refuseArguments('--channel is needed.', USAGE);
  const api = apiProgram(process.env);
  if (api.kind === 'refused') return refuseArguments(api.problem, USAGE);
  const list = textOf(path);
  if (list.kind === 'refused') return refuseArguments(list.problem, USAGE);
  const done = await sendAll(api.value, values.channel, list.value);
  if (done.kind === 'refused') {
    process.stderr.write(`${done.problem}\n`);
    return 2;
  }
  const { kept, known, problems } = done.value;
  for (const { line, message } of problems) process.stderr.write(`${path}:${line}: ${message}\n`);
  say(`ideas: ${kept.length} kept, ${known} there before, ${problems.length} left out`);
  return problems.length === 0 ? 0 : 1;
}

/** A long list takes several requests: each goes on with what the one before did not reach. */
async function sendAll(api: ApiProgram, channel: string, list: string): Promise<Result<Imported, string>> {
  const kept: string[] = [];
  for (;;) {
    const answer = await api.ask('POST', '/ideas', { channel, list });
    if (answer.kind === 'refused') return answer;
    const read = Imported.parse(answer.value);
    kept.push(...read.kept);
    if (read.left === 0) return ok({ ...read, kept, known: read.known - (kept.length - read.kept.length) });
    if (read.kept.length + read.known === 0)
      return refused('The bot came to none of the ideas. Try again later.');
  }
}

function textOf(path: string): Result<string, string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (thrown) {
    return refused(toAppError(thrown).message);
  }
}

process.exitCode = await main();

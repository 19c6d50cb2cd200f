/**
 * `npm run eval:agents [-- <file>] [--only <id or kind>] [--prompts <folder>] [--compare <folder>]`: gives every idea of the file to the
 * whole chain: Slack's form, chooser, supervisor, designer, policy review and the rules in code, with stand-ins at the wire. The model is
 * scripted, or the one that OPENAI_API_KEY opens. Prints what came of each idea, and what holds if a model says yes to everything or
 * answers rubbish. With --compare it asks with two folders of prompts and prints the differences. Exit code 1 if fewer ideas than
 * needed come out as expected or code breaks a promise, 2 if the file cannot be read.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { environment, readConfig, type SandboxModel } from '#app/config.ts';
import { readArguments, refuseArguments, say } from '#tools/command-line.ts';
import { compareFolders } from './compare.ts';
import { evaluate } from './evaluate.ts';
import { readIdeas } from './read-ideas.ts';

const USAGE =
  'usage: npm run eval:agents [-- <file of ideas>] [--only <id or kind>] [--prompts <folder>] [--compare <folder>]';
const OURS = fileURLToPath(new URL('../../test/fixtures/ideas/ideas.json', import.meta.url));

/** Ideas are evaluated in the sandbox even if a workspace is configured; only the model may be a real one. */
function realModel(): SandboxModel {
  const set = environment();
  const config = readConfig({
    ...set,
    ...{ SLACK_BOT_TOKEN: undefined, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: undefined },
  });
  return config.kind === 'ok' && config.value.mode === 'sandbox' ? config.value.model : null;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    process.stderr.write(`cannot read ${file}: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    return null;
  }
}

async function main(): Promise<number> {
  const given = readArguments({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      prompts: { type: 'string', multiple: true, default: [] },
      compare: { type: 'string' },
    },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { positionals, values } = given.value;
  const [file = OURS, ...more] = positionals;
  const folders = [...values.prompts, ...(values.compare === undefined ? [] : [values.compare])];
  if (more.length > 0 || folders.length > 2) return refuseArguments('too much is given', USAGE);
  const text = textOf(file);
  if (text === null) return 2;
  const read = readIdeas(file, text);
  if (read.kind === 'refused') {
    process.stderr.write(`${read.problem.join('\n')}\n`);
    return 2;
  }
  const { only } = values;
  const ideas = read.value.ideas.filter(({ id, kind }) => only === undefined || only === id || only === kind);
  if (ideas.length === 0) return refuseArguments(`no idea or kind is called "${only}"`, USAGE);
  const chosen = { ...read.value, ideas };
  const real = realModel();
  const [first = null, second] =
    values.compare === undefined ? folders : [folders.at(-2) ?? null, values.compare];
  if (second !== undefined) return compareFolders(chosen, real, first, second, say);
  return evaluate(chosen, real, first, say);
}

process.exitCode = await main();

/**
 * `npm run bench:repository`: reads a repository of 20,000 files as the bot does, from the sandbox's GitHub, in a process of its
 * own: time, requests and memory of pinning it, of reading one file, of the first search and of the next. Ends with 1 if it takes
 * more than 10 requests, or more memory than 1 GB. `--files` makes it short.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';

const USAGE = 'usage: npm run bench:repository -- [--files 20000]';
const MOST_REQUESTS = 10;
const MOST_MEMORY = 2 ** 30;
/** Bytes of a file, about the mean of source repositories. */
const SIZE = 4_000;

const Reading = z.object({
  files: z.number(),
  found: z.number(),
  steps: z.array(z.object({ what: z.string(), milliseconds: z.number() })),
  memory: z.number(),
});

function filesOf(count: number): Readonly<Record<string, string>> {
  const text = (index: number) =>
    Array.from(
      { length: SIZE / 40 },
      (_, line) => `export const v${index}_${line} = ${index * 31 + line};`,
    ).join('\n');
  const paths = Array.from({ length: count }, (_, index) => `src/${index % 200}/part-${index}.ts`);
  return Object.fromEntries(paths.map((path, index) => [path, text(index)]));
}

async function main(): Promise<number> {
  const given = readArguments({
    args: process.argv.slice(2),
    options: { files: { type: 'string', default: '20000' } },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const count = wholeNumber(given.value.values.files) ?? 0;
  if (count === 0) return refuseArguments('--files must be a whole number above 0', USAGE);
  const github = await startGitHub({ files: { 'README.md': '# Large\n' } });
  try {
    await github.commitToMain(filesOf(count), 'chore: files');
    // GitHub keeps archives ready; the stand-in makes one when it is first asked for.
    await github.prepareArchive();
    const child = fork(join(import.meta.dirname, 'bench-repository/read.ts'), [github.url, github.token]);
    const [message] = await once(child, 'message');
    const { found, steps, memory, files: listed } = Reading.parse(message);
    say(`files: ${listed}, found by the search: ${found}`);
    for (const { what, milliseconds } of steps) say(`${what}: ${Math.round(milliseconds)} ms`);
    const requests = github.requests.length;
    say(`requests: ${requests} (at most ${MOST_REQUESTS})`);
    say(
      `memory of the process at its peak: ${Math.round(memory / 2 ** 20)} MB (at most ${MOST_MEMORY / 2 ** 20})`,
    );
    return listed === count + 1 && found === 1 && requests <= MOST_REQUESTS && memory <= MOST_MEMORY ? 0 : 1;
  } finally {
    await github.close();
  }
}

process.exitCode = await main();

import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { HALVES, launchFlag, startServing } from '#test/app/flag-server/serving.ts';

const APPLICATION = `
  import { createFileTrials } from './flags/file-trials.ts';
  import { createLocalFlags } from './flags/local-flags.ts';
  import { createLocalProvider } from './flags/local-provider.ts';
  const [url, key] = process.argv.slice(2);
  const flags = createLocalFlags({ url, key });
  const provider = createLocalProvider(flags);
  await provider.initialize();
  createFileTrials({ flags, root: '.', url, token: 'none' });
  console.log(JSON.stringify(await provider.resolveStringEvaluation('copy', 'mine', { targetingKey: 'user-1' })));
`;

it('the folder of the evaluator works in an application that has nothing else of the project', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'application-'));
  const { base, key, flags, stop } = await startServing();
  await launchFlag(flags, 'copy', { ...HALVES, allocation: { control: 0, treatment: 1 } });
  await cp('src/evaluation', join(folder, 'flags'), { recursive: true });
  await writeFile(join(folder, 'application.mjs'), APPLICATION);
  // It ends by itself: the questions for the document hold no process.
  const run = promisify(execFile)(process.execPath, ['application.mjs', base, key], { cwd: folder });
  expect(JSON.parse((await run).stdout)).toEqual({
    ...{ value: 'treatment', variant: 'treatment', reason: 'STATIC' },
  });
  await stop();
  await rm(folder, { recursive: true });
});

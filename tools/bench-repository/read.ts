/** Reads the repository of a GitHub (address, token) and sends the figures to the parent process. */
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';

const [baseUrl = '', token = ''] = process.argv.slice(2);
const steps: { what: string; milliseconds: number }[] = [];

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const value = await work();
  steps.push({ what, milliseconds: performance.now() - from });
  return value;
}

const host = createGitHubCodeHost({ token, baseUrl });
const pinned = await timed('pin', () => host.pin('acme/shop'));
if (pinned === null) throw new Error('the repository is there');
await timed('read one file', () => pinned.read('README.md'));
const found = await timed('first search', () => pinned.search(' v7_99 '));
await timed('next search', () => pinned.search('no such text'));
await timed('read 1,000 files', async () => {
  for (const path of pinned.paths.slice(0, 1_000)) await pinned.read(path);
});
process.send?.({
  ...{ files: pinned.paths.length, found: found.length, steps },
  // Kilobytes, as the system counts them.
  memory: process.resourceUsage().maxRSS * 1024,
});
process.disconnect();

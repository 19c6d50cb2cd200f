import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { variantPath } from '#domain/design/tested-file.ts';
import { createFileTrials } from '#evaluation/file-trials.ts';
import { createLocalFlags } from '#evaluation/local-flags.ts';
import { documentOf, flagOf } from './flags.ts';

const FILE = 'prompts/support.md';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A folder with these files. */
function folderOf(paths: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'files-trials-'));
  ends.push(() => rmSync(root, { recursive: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  return root;
}

/** What an API heard: rows by list, and with which token. It answers these statuses first. */
async function apiAnswering(...statuses: readonly number[]) {
  const heard: { list: string; rows: Record<string, unknown>[]; token: string | undefined }[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const list = request.url?.split('/').at(-1) ?? '';
      heard.push({ list, rows: JSON.parse(body)[list], token: request.headers.authorization });
      response.statusCode = left.shift() ?? 200;
      response.end(JSON.stringify({ refused: [] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function trialsIn(root: string, url: string, faults: unknown[] = []) {
  const flags = createLocalFlags({
    ...{ url: 'http://127.0.0.1:1', key: 'none', everyMs: 1e9 },
    initial: JSON.stringify(documentOf([flagOf('shorter')])),
  });
  ends.push(() => flags.stop());
  const onFault = (fault: unknown) => faults.push(fault);
  const trials = createFileTrials({ flags, root, url, token: 't', everyMs: 1e9, now: () => 0, onFault });
  ends.push(() => trials.stop());
  return trials;
}

/** The first run that gets this variant. */
function runOf(trials: ReturnType<typeof trialsIn>, variant: string): string {
  for (let at = 0; at < 200; at += 1)
    if (trials.variantOf('shorter', `run-${at}`, FILE).variant === variant) return `run-${at}`;
  throw new Error(`no run gets ${variant}`);
}

describe('a trial', () => {
  it('uses the file of its variant, always the same, and records its exposure and outcome', async () => {
    const { heard, url } = await apiAnswering();
    const trials = trialsIn(folderOf([FILE, variantPath(FILE, 'treatment')]), url);
    const [one, other] = [runOf(trials, 'treatment'), runOf(trials, 'control')];
    await trials.flush();
    heard.splice(0);
    const treated = trials.variantOf('shorter', one, FILE);
    expect(treated.path).toBe('prompts/support.treatment.md');
    expect(trials.variantOf('shorter', other, FILE).path).toBe(FILE);
    treated.record('answered', 1);
    treated.record('seconds', 2.5);
    treated.record('closed');
    expect(await trials.flush()).toBe(true);
    const [exposures, observations] = heard;
    expect(exposures).toMatchObject({
      list: 'exposures',
      token: 'Bearer t',
      rows: [
        { unit: one, flag: 'shorter', variant: 'treatment', at: '1970-01-01T00:00:00.000Z' },
        { unit: other, variant: 'control' },
      ],
    });
    expect(observations?.rows.map(({ name, value }) => [name, value])).toEqual([
      ['answered', 1],
      ['seconds', 2.5],
      ['closed', undefined],
    ]);
    expect(new Set(observations?.rows.map(({ id }) => id)).size).toBe(3);
  });

  it('has the same ids when it is asked again, also in another process', async () => {
    const { heard, url } = await apiAnswering();
    const root = folderOf([FILE, variantPath(FILE, 'treatment')]);
    for (const trials of [trialsIn(root, url), trialsIn(root, url)]) {
      trials.variantOf('shorter', 'run-1', FILE).record('answered', 1);
      await trials.flush();
    }
    const idsOf = (list: string) =>
      heard.filter((one) => one.list === list).map(({ rows }) => rows[0]?.['id']);
    expect(new Set(idsOf('exposures')).size).toBe(1);
    expect(new Set(idsOf('observations')).size).toBe(1);
  });

  it.each([
    ['the file of a variant is missing', [FILE], 'shorter'],
    ['there is no such experiment', [FILE, variantPath(FILE, 'treatment')], 'unknown'],
  ])('takes no part and uses the original if %s', async (_why, files, experiment) => {
    const { heard, url } = await apiAnswering();
    const trials = trialsIn(folderOf(files), url);
    for (let at = 0; at < 50; at += 1) {
      const trial = trials.variantOf(experiment, `run-${at}`, FILE);
      expect([trial.variant, trial.path]).toEqual([null, FILE]);
      trial.record('answered', 1);
    }
    expect(await trials.flush()).toBe(true);
    // Plans are sized from runs that take no part.
    expect(heard.map(({ list, rows }) => [list, rows.length])).toEqual([['observations', 50]]);
  });

  it('is sent again while the bot does not take it, and given up if the bot refuses it', async () => {
    const faults: unknown[] = [];
    const { heard, url } = await apiAnswering(503, 429, 200, 400);
    const trials = trialsIn(folderOf([FILE, variantPath(FILE, 'treatment')]), url, faults);
    trials.variantOf('shorter', 'run-1', FILE).record('answered', 1);
    expect([await trials.flush(), await trials.flush()]).toEqual([false, false]);
    expect(await trials.flush()).toBe(true);
    expect(heard.map(({ list }) => list)).toEqual(['exposures', 'exposures', 'exposures', 'observations']);
    expect(new Set(heard.slice(0, 3).map(({ rows }) => rows[0]?.['id'])).size).toBe(1);
    expect(faults).toHaveLength(3);
    expect(await trials.flush()).toBe(true);
    expect(heard).toHaveLength(4);
  });

  it('goes out in batches that the bot takes', async () => {
    const { heard, url } = await apiAnswering();
    const trials = trialsIn(folderOf([FILE, variantPath(FILE, 'treatment')]), url);
    for (let at = 0; at < 2_500; at += 1) trials.variantOf('shorter', `run-${at}`, FILE);
    expect(await trials.flush()).toBe(true);
    expect(heard.map(({ rows }) => rows.length)).toEqual([1_000, 1_000, 500]);
  });
});

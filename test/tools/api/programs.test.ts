import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { tokenFor } from '#test/support/api-client.ts';

let running: ListeningBot;
let folder = '';
let token = '';
let key = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  running = await startListening();
  token = await tokenFor(running.bot.coPilot, running.sandbox.slack.userId('mia'), {
    scopes: ['read', 'propose'],
  });
  key = (await running.propose()).key;
}, 60_000);
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const environment = (more: Record<string, string> = {}) => ({
  ...{
    PATH: process.env['PATH'] ?? '',
    CO_PILOT_API: `http://127.0.0.1:${running.port}`,
    CO_PILOT_TOKEN: token,
  },
  ...more,
});

/** Runs a tool to its end while this process answers it. */
function run(tool: string, args: readonly string[], more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [`tools/${tool}.ts`, ...args], { env: environment(more) });
  const { promise, resolve } = Promise.withResolvers<{ status: number | null; out: string; told: string }>();
  let [out, told] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    told += String(chunk);
  });
  child.on('close', (status) => resolve({ status, out, told }));
  return promise;
}

describe('`npm run experiment`', () => {
  it('says how an experiment stands, and lists', async () => {
    const { status, out } = await run('experiment', ['status', key]);
    expect([status, out]).toEqual([
      0,
      expect.stringContaining('status: planned (in review)\nwaits for: review'),
    ]);
    expect((await run('experiment', ['list', 'planned'])).out).toMatch(new RegExp(`^${key}\t.*\n1 of 1\n$`));
  });

  it('says what is wrong', async () => {
    expect(await run('experiment', ['status', 'never'])).toMatchObject({
      ...{ status: 1, told: expect.stringContaining('There is no experiment never') },
    });
    const wrong = await run('experiment', ['list', 'purple']);
    expect([wrong.status, wrong.told]).toEqual([1, expect.stringContaining('query.filter')]);
    expect((await run('experiment', ['list'], { CO_PILOT_TOKEN: 'x' })).told).toContain(
      'unknown, revoked or expired',
    );
    const open = { CO_PILOT_API: 'http://experiments.acme.test' };
    expect(await run('experiment', ['list'], open)).toMatchObject({ status: 2, out: '' });
    expect((await run('experiment', ['list'], { CO_PILOT_API: '' })).status).toBe(2);
  });
});

it('`npm run ideas` keeps the good lines and says what is wrong with the others', async () => {
  const path = join(folder, 'ideas.csv');
  writeFileSync(
    path,
    'idea,reach,confidence,effort\nShow the price of shipping early,100,80 %,2\nshort,1,1,1\n',
  );
  const channel = running.sandbox.slack.channelId('growth');
  const first = await run('ideas', [path, '--channel', channel]);
  expect(first).toMatchObject({ status: 1, out: 'ideas: 1 kept, 0 there before, 1 left out\n' });
  expect(first.told).toContain(`${path}:3: `);
  expect((await run('ideas', [path, '--channel', channel])).out).toContain('0 kept, 1 there before');
  expect(await run('ideas', [path, '--channel', 'C0NOWHERE1'])).toMatchObject({ status: 2, out: '' });
});

it('the MCP server answers the client of the SDK, and has no tool that acts', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: ['tools/mcp.ts'], env: environment() }),
  );
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    ...['list_experiments', 'read_experiment', 'read_looks', 'propose_experiment'],
  ]);
  const call = async (name: string, given: Record<string, unknown>) => {
    const { content, isError } = await client.callTool({ name, arguments: given });
    return { isError, text: (content as { text: string }[])[0]?.text ?? '' };
  };
  expect(JSON.parse((await call('list_experiments', { filter: 'planned' })).text)).toMatchObject({
    count: 1,
  });
  expect(JSON.parse((await call('read_experiment', { key })).text)).toMatchObject({ status: 'in-review' });
  expect(JSON.parse((await call('read_looks', { key })).text)).toEqual({ looks: [] });
  const proposal = {
    idea: 'Show all the gifts in the cart',
    channel: running.sandbox.slack.channelId('growth'),
    later: true,
  };
  expect(JSON.parse((await call('propose_experiment', proposal)).text)).toMatchObject({ status: 'backlog' });
  expect(await call('read_experiment', { key: '../token' })).toMatchObject({ isError: true });
  expect(await call('propose_experiment', { ...proposal, channel: 'C0NOWHERE1' })).toMatchObject({
    ...{ isError: true, text: expect.stringContaining('body.channel') },
  });
  await client.close();
});

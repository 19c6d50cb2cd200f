import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listenOnLoopback } from '#sandbox/stand-ins/slack/wire/listen.ts';
import { botToken, clientOf, signingSecret, workspace } from './bolt-app.ts';

const Ready = z.object({ url: z.string(), apiUrl: z.string(), botUserId: z.string() });

let folder: string;
let child: ChildProcess;
let slack: z.infer<typeof Ready>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slack-'));
  const file = join(folder, 'workspace.json');
  await writeFile(file, JSON.stringify(workspace));
  const secrets = ['--signing-secret', signingSecret, '--bot-token', botToken];
  child = spawn(process.execPath, ['sandbox/stand-ins/slack/serve.ts', ...secrets, '--workspace', file]);
  const { stdout } = child;
  if (stdout === null) throw new Error('no output');
  const [line] = await once(stdout, 'data');
  slack = Ready.parse(JSON.parse(String(line)));
});

afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true });
});

describe('the stand-in in a process of its own', () => {
  it('is Slack to the real client, and tells what happened', async () => {
    const client = clientOf(slack, botToken);
    const { ts } = await client.chat.postMessage({ channel: 'growth', text: 'hello' });
    expect(await test('read', { what: 'messages', of: 'growth' })).toMatchObject([{ text: 'hello', ts }]);
    expect(await test('read', { what: 'requests', of: 'chat.postMessage' })).toMatchObject([
      { answer: { ok: true } },
    ]);
    await test('fail', { method: 'chat.postMessage', kind: { error: 'fatal_error' } });
    await expect(client.chat.postMessage({ channel: 'growth', text: 'x' })).rejects.toMatchObject({
      data: { error: 'fatal_error' },
    });
  });

  it('lets people act on a bot that it is told of later', async () => {
    const bodies: string[] = [];
    const bot = createServer((request, response) => {
      request.on('data', (part) => bodies.push(String(part)));
      request.on('end', () => response.end());
    });
    const url = await listenOnLoopback(bot, 0);
    await test('connect', { url });
    const act = {
      act: 'command',
      user: 'ada',
      command: '/experiment',
      text: 'an idea',
      where: { channel: 'growth' },
    };
    expect(await test('act', act)).toMatchObject({ status: 200, problem: null });
    expect(new URLSearchParams(bodies.join('')).get('text')).toBe('an idea');
    bot.close();
    bot.closeAllConnections();
    expect(await test('act', act)).toMatchObject({ status: 0, failure: 'connection_failed' });
  });

  it('stops when asked to', async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });
});

async function test(name: string, body: object): Promise<unknown> {
  const response = await fetch(`${slack.url}/__test/${name}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

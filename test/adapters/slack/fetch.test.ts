import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';

let server: Server;
let url = '';
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  url = await listenOnLoopback(server);
});
afterAll(async () => {
  server.closeAllConnections();
  await closeServer(server);
});

const slackFetch = createSlackFetch();

describe('fetch for Slack', () => {
  it.each([
    ['plain', { authorization: 'Bearer x', 'content-type': 'text/x' }],
    [
      'a list',
      [['authorization', 'Bearer x'] as [string, string], ['content-type', 'text/x'] as [string, string]],
    ],
    ['Headers', new Headers({ authorization: 'Bearer x', 'content-type': 'text/x' })],
  ])('sends text and headers given as %s, and gives back status, headers and text', async (_, headers) => {
    answer = async (request, response) => {
      const { method, headers: sent } = request;
      response.writeHead(200, { 'x-oauth-scopes': 'chat:write', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify([method, sent.authorization, sent['content-type'], await text(request)]));
    };
    const got = await slackFetch(url, { method: 'POST', headers, body: 'gäb=1' });
    expect([got.ok, got.status]).toEqual([true, 200]);
    expect(got.headers.get('x-oauth-scopes')).toBe('chat:write');
    expect(got.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await got.json()).toEqual(['POST', 'Bearer x', 'text/x', 'gäb=1']);
  });

  it.each([204, 302, 304, 429, 500])('gives back a %i as it is', async (status) => {
    answer = (_request, response) => {
      response.writeHead(status, { 'retry-after': '7', location: '/elsewhere' }).end();
    };
    const got = await slackFetch(url, { method: 'POST', body: '' });
    expect([got.status, got.headers.get('retry-after'), await got.text()]).toEqual([status, '7', '']);
  });

  it('sends forms with files, too', async () => {
    answer = async (request, response) => response.end(await text(request));
    const body = new FormData();
    body.set('file', new Blob(['bytes']), 'name.txt');
    expect(await (await slackFetch(url, { method: 'POST', body })).text()).toContain('filename="name.txt"');
  });

  it('rejects if the line is cut, before the answer or in the middle of it', async () => {
    answer = (request) => request.socket.destroy();
    await expect(slackFetch(url, { method: 'POST', body: 'x' })).rejects.toThrow();
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => request.socket.destroy(), 20);
    };
    await expect(slackFetch(url, { method: 'POST', body: 'x' })).rejects.toThrow();
  });

  it('rejects if nothing comes, or no more', async () => {
    const hasty = createSlackFetch(100);
    answer = () => {};
    await expect(hasty(url, { method: 'POST', body: 'x' })).rejects.toThrow('Headers Timeout Error');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
    };
    await expect(hasty(url, { method: 'POST', body: 'x' })).rejects.toThrow('Body Timeout Error');
  });

  it('ends when it is told to', async () => {
    answer = () => {};
    const signal = AbortSignal.timeout(50);
    await expect(slackFetch(url, { method: 'POST', body: 'x', signal })).rejects.toThrow(/timeout/);
  });
});

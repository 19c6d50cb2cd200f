import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';
import { installMemoryNet } from '#tools/chaos/memory-net.ts';

it('fetch over the memory net follows a redirect, as it does over a socket', async () => {
  const restore = installMemoryNet();
  const server = createServer((request, response) => {
    if (request.url !== '/from') return void response.end(`at ${request.url}`);
    response.writeHead(302, { location: '/to' });
    return void response.end();
  });
  try {
    const url = await listenOnLoopback(server);
    const followed = await fetch(`${url}/from`);
    expect([followed.status, await followed.text()]).toEqual([200, 'at /to']);
    expect((await fetch(`${url}/from`, { redirect: 'manual' })).status).toBe(302);
  } finally {
    await closeServer(server);
    restore();
  }
});

it('fetch over the memory net throws what a signal says while the answer is read, and nothing else breaks', async () => {
  const restore = installMemoryNet();
  const cut = new AbortController();
  const server = createServer((_, response) => {
    response.write('the beginning of an answer');
    setTimeout(() => cut.abort(new Error('cut')), 20);
  });
  try {
    const url = await listenOnLoopback(server);
    await expect(fetch(url, { signal: cut.signal })).rejects.toThrow('cut');
  } finally {
    await closeServer(server);
    restore();
  }
});

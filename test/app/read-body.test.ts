import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { answerRequest } from '#app/answer-request.ts';
import { createBodyRoom } from '#app/body-room.ts';
import { portOf } from '#app/open-server.ts';
import { readBody } from '#app/read-body.ts';
import { head, type RawRequest, startRaw } from './raw-request.ts';

const sent: RawRequest[] = [];
let server: Server | null = null;
afterEach(() => {
  for (const one of sent.splice(0)) one.end();
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers the size of each body, with this room and patience. */
async function listen(bytes: number, patience = 60_000) {
  const room = createBodyRoom(bytes);
  const opened = createServer((request, response) => {
    void readBody(request, response, { limit: 1_000_000, room, patience }).then((found) => {
      const [status, body] = found.kind === 'read' ? [200, String(found.body.length)] : [found.status, ''];
      answerRequest(request, response, { status, body });
    });
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const start = (length: number, bytesNow: number) => {
    const request = startRaw(
      portOf(opened) ?? 0,
      `${head('/', { 'Content-Length': length })}${'x'.repeat(bytesNow)}`,
    );
    sent.push(request);
    return request;
  };
  return { room, start };
}

describe('a body', () => {
  it('that is not whole in time is refused with 408, and its room is free again', async () => {
    const { room, start } = await listen(100_000, 50);
    expect(await start(1_000, 500).closed).toMatch(/^HTTP\/1\.1 408 /);
    expect(room.held()).toBe(0);
  });

  it('that is broken off leaves its room', async () => {
    const { room, start } = await listen(100_000);
    const half = start(1_000, 500);
    await expect.poll(room.held).toBeGreaterThanOrEqual(500);
    half.end();
    await expect.poll(room.held).toBe(0);
  });

  it('gives way, the largest first, if all together are too large; a small one is read', async () => {
    const { room, start } = await listen(10_000);
    const [first, second, third] = [start(9_000, 3_000), start(9_000, 3_100), start(9_000, 3_200)];
    expect(await third.closed).toMatch(/^HTTP\/1\.1 503 /);
    const fourth = start(9_000, 3_000);
    await expect.poll(room.held).toBeGreaterThan(9_000);
    const small = start(1_000, 1_000);
    await expect.poll(small.said).toMatch(/^HTTP\/1\.1 200 [\s\S]*1000$/);
    expect(await second.closed).toMatch(/^HTTP\/1\.1 503 /);
    expect([first, fourth].map(({ socket }) => socket.destroyed)).toEqual([false, false]);
  });

  it('that is large is refused with 503 while eight others are read, and a small one is read', async () => {
    const { start } = await listen(1_000_000);
    const eight = Array.from({ length: 8 }, () => start(100_000, 1_000));
    const small = start(1_000, 1_000);
    await expect.poll(small.said).toMatch(/^HTTP\/1\.1 200 /);
    expect(await start(100_000, 1_000).closed).toMatch(/^HTTP\/1\.1 503 /);
    await eight[0]?.write('x'.repeat(99_000));
    await expect.poll(() => eight[0]?.said()).toMatch(/^HTTP\/1\.1 200 /);
    const next = start(100_000, 100_000);
    await expect.poll(next.said).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('in single bytes counts what holding them costs', async () => {
    const { room, start } = await listen(10_000);
    const drip = start(1_000, 0);
    for (let at = 0; at < 200 && !drip.socket.destroyed; at += 1) {
      await drip.write('x');
      await new Promise((resolve) => setImmediate(resolve));
      expect(room.held()).toBeLessThanOrEqual(10_000);
    }
    drip.end();
  });
});

import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnections } from '#app/connections.ts';
import { type RawRequest, startRaw } from './raw-request.ts';

const opened: RawRequest[] = [];
let server: Server | null = null;
afterEach(() => {
  for (const one of opened.splice(0)) one.end();
  server?.close();
});

/** A server of at most three connections, and a way to open one: our end and the far side's. */
async function listen() {
  const connections = createConnections(3);
  const arrived: Socket[] = [];
  const listening = createServer((socket) => {
    socket.on('error', () => {}).resume();
    arrived.push(socket);
    connections.add(socket);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const open = async () => {
    const known = arrived.length;
    const client = startRaw(port, 'x');
    opened.push(client);
    await expect.poll(() => arrived.length).toBe(known + 1);
    const socket = arrived.at(-1);
    if (socket === undefined) throw new Error('no connection arrived');
    return { client, socket };
  };
  return { connections, open };
}

describe('connections above the limit', () => {
  it('cost the oldest one that has carried nothing signed', async () => {
    const { connections, open } = await listen();
    const honest = await open();
    connections.trust(honest.socket);
    const [first, second] = [await open(), await open()];
    await open();
    await first.client.closed;
    await open();
    await second.client.closed;
    expect(honest.socket.destroyed).toBe(false);
  });

  it('cost the one whose last signed request is oldest, if all have carried one', async () => {
    const { connections, open } = await listen();
    const all = [await open(), await open(), await open()];
    for (const { socket } of all) connections.trust(socket);
    const [early, late] = all;
    if (early !== undefined) connections.trust(early.socket);
    await open();
    await late?.client.closed;
    expect(early?.socket.destroyed).toBe(false);
  });

  it('do not count what was closed', async () => {
    const { connections, open } = await listen();
    const kept = await open();
    for (let round = 0; round < 5; round += 1) {
      const short = await open();
      short.client.end();
      await expect.poll(() => short.socket.destroyed).toBe(true);
      connections.trust(short.socket);
    }
    expect(kept.socket.destroyed).toBe(false);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostHogCapture } from '#adapters/posthog/capture.ts';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { connectVendors } from '#app/vendors.ts';
import type { Store } from '#ports/store.ts';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';
import { ANSWER_BYTES, withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { silentLogger } from '#shared/logger.ts';
import { benchConfig } from '#tools/bench-load/bench-config.ts';

const MOST = 2 * ANSWER_BYTES;
/** A far side that would go on for ever is stopped here, so that a test without a bound ends, too. */
const ENOUGH = 10 * ANSWER_BYTES;
const PART = Buffer.alloc(256 * 1024, ' ');

let server: Server;
let url = '';
let most = 0;
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'endless-'));
  store = await openSqliteStore(join(folder, 'bot.sqlite'));
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    let sent = 0;
    const more = () => {
      while (sent < ENOUGH && !response.destroyed) {
        sent += PART.length;
        most = Math.max(most, sent);
        if (!response.write(PART)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
  url = await listenOnLoopback(server);
});
afterAll(async () => {
  await closeServer(server);
  await store.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  most = 0;
});

function vendors() {
  const config = benchConfig('none', url);
  return connectVendors(config, {
    ...{ clock: { now: Date.now }, log: silentLogger },
    store,
    roles: () => ({ approvers: [], admins: [] }),
    repositories: () => ['acme/shop'],
  });
}

describe('an answer without end is given up', { timeout: 60_000 }, () => {
  it.each(['slack', 'github', 'model', 'posthog'])('of %s', async (id) => {
    await expect(vendors().probes[id]?.()).rejects.toThrow();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(MOST);
  });

  it('of a model that is asked something', async () => {
    const { model } = vendors().ports;
    await expect(
      model.complete({
        ...{ role: 'designer', instructions: 'x', input: 'y', schemaName: 'z' },
        ...{ schema: { type: 'object' }, mostOutputTokens: 100, repair: null },
      }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(?:answer|model)\./) });
    expect(most).toBeLessThan(MOST);
  });

  it('of a response address', async () => {
    await expect(createSlackFetch()(url, { method: 'POST', body: '{}' })).rejects.toMatchObject({
      code: 'answer.too-large',
    });
    expect(most).toBeLessThan(MOST);
  });

  it('of PostHog’s capture', async () => {
    const capture = createPostHogCapture({ host: url, projectToken: 'phc_x', logger: silentLogger });
    capture.capture('something', 'p_1', {});
    await capture.close();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(MOST);
  });
});

describe('an answer that drips', () => {
  const drip = (response: { write(part: string): unknown; destroyed: boolean }) => {
    const timer = setInterval(() => {
      if (response.destroyed) clearInterval(timer);
      else response.write(' ');
    }, 10);
  };

  it('is given up when its time is over', async () => {
    const slow = createServer((_request, response) => {
      response.writeHead(200);
      drip(response);
    });
    const address = await listenOnLoopback(slow);
    const bounded = await withBoundedAnswers(fetch, { milliseconds: 100 })(address);
    expect(bounded.url).toBe(`${address}/`);
    await expect(bounded.text()).rejects.toMatchObject({ code: 'answer.too-slow' });
    await expect(createSlackFetch(10_000, 100)(address, { method: 'POST', body: '' })).rejects.toMatchObject({
      code: 'answer.too-slow',
    });
    await closeServer(slow);
  });
});

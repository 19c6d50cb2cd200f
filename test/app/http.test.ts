import { createServer, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnections } from '#app/connections.ts';
import { openServer } from '#app/open-server.ts';
import { createOperationsSide } from '#app/operations-side.ts';
import { operatorRoutes } from '#app/operator-routes.ts';
import { routeListener } from '#app/serve-routes.ts';
import { ownFault } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { chainOf } from '#test/support/experiments.ts';
import { PATIENT } from '#test/support/patience.ts';
import { sendAll } from './attack.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let bot: ListeningBot;
let pingFails = false;
let isStoreDown = false;

beforeAll(async () => {
  bot = await startListening((store) => ({
    ...store,
    ping: async () => {
      if (pingFails) throw ownFault('store.unreachable', 'no answer');
      await store.ping();
    },
    backlog: async () => {
      if (isStoreDown) throw ownFault('store.unreachable', 'no answer');
      return store.backlog();
    },
  }));
});
afterAll(() => bot.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${bot.bot.operationsPort()}${path}`, init);

/** Health as it is now, not as it was some seconds ago. */
async function healthNow() {
  bot.sandbox.clock.advance(60_000);
  const response = await ask('/health');
  return { status: response.status, report: JSON.parse(await response.text()) };
}

describe('GET /health', () => {
  it('names every dependency with its latency', async () => {
    const { status, report } = await healthNow();
    expect([status, report.status]).toEqual([200, 'ok']);
    expect(Object.keys(report.dependencies).sort()).toEqual([
      'github',
      'jobs',
      'model',
      'pictures',
      'posthog',
      'settings',
      'slack',
      'store',
      'worker',
    ]);
    for (const one of Object.values(report.dependencies)) {
      expect(one).toEqual({ ok: true, latencyMs: expect.any(Number), code: null, advice: null });
    }
  });

  it('is degraded, and still 200, while a vendor fails', async () => {
    bot.sandbox.posthog.fail({ kind: 'http-500', times: 9, path: '/personal_api_keys/' });
    const { status, report } = await healthNow();
    expect([status, report.status]).toEqual([200, 'degraded']);
    expect(report.dependencies.posthog.ok).toBe(false);
    expect(report.dependencies.posthog.code).toMatch(/^posthog\./);
    bot.sandbox.posthog.clearFaults();
  });

  it('is degraded if GitHub shows no repository, and the log says what to check', async () => {
    bot.sandbox.github.fail({ kind: 'http-404', times: 1, path: `/repos/${bot.sandbox.github.repository}` });
    const { status, report } = await healthNow();
    expect([status, report.status]).toEqual([200, 'degraded']);
    expect(report.dependencies.github).toMatchObject({ ok: false, code: 'github.repository-missing' });
    const told = bot.lines.find(({ fields }) => fields?.['dependency'] === 'github');
    expect(told?.fields?.['advice']).toContain('check its name, and that the token may read and write it');
  });

  it('is down, and 503, while the store is', async () => {
    pingFails = true;
    const { status, report } = await healthNow();
    expect([status, report.status]).toEqual([503, 'down']);
    expect(report.dependencies.store).toMatchObject({ ok: false, code: 'store.unreachable' });
    pingFails = false;
    expect((await healthNow()).status).toBe(200);
  });
});

describe('GET /ready', () => {
  it('is 200 while the bot takes work', async () => {
    expect((await ask('/ready')).status).toBe(200);
  });

  it('is 503 while it does not, and while it cannot tell', async () => {
    const none = async () => ({ contentType: 'text/plain', body: '' });
    const health = async () => {
      throw new Error('nobody knows');
    };
    const operations = () => ({ health, metrics: none, ready: () => false });
    const routes = operatorRoutes(silentLogger, operations, null);
    const server = createServer((request, response) => {
      routes.find(({ path }) => path === request.url)?.handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(503);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(503);
    server.close();
  });
});

describe('GET /metrics', () => {
  it('has the figures of commands, effects, jobs, deliveries and of what waits', async () => {
    const { key } = await bot.propose();
    await bot.bot.jobs.tick();
    const response = await ask('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const body = await response.text();
    for (const line of [
      'copilot_commands_total{command="propose",outcome="committed"} 1',
      'copilot_inbound_deliveries_total{outcome="first"}',
      'copilot_effect_seconds_count{kind="design",outcome="done"} 1',
      'copilot_job_seconds_count{job="sweep-people",outcome="done"} 1',
      'copilot_oldest_due_effect_seconds 0',
      'copilot_failed_commits 0',
      'process_cpu_seconds_total',
    ]) {
      expect(body).toContain(line);
    }
    const labels = Array.from(body.matchAll(/^copilot_\w+\{(.*)\}/gm), ([, told]) => told).join('\n');
    expect(labels).toContain('command="propose"');
    for (const told of [key, 'U0', 'p_', 'growth', 'gate', 'xoxb']) expect(labels).not.toContain(told);
  });

  it('has all but what waits while the store is down, and that again afterwards', async () => {
    const waiting = /^copilot_oldest_due_effect_seconds .*^copilot_failed_commits /ms;
    isStoreDown = true;
    const response = await ask('/metrics');
    const body = await response.text();
    isStoreDown = false;
    expect(response.status).toBe(200);
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).not.toMatch(/^copilot_(oldest|failed)/m);
    expect(await (await ask('/metrics')).text()).toMatch(waiting);
  });

  it('tells how long an effect has waited in all, however often it was put off', async () => {
    const figures = async () => (await (await ask('/metrics')).text()).match(/^copilot_(oldest|failed).*$/gm);
    const { clock } = bot.sandbox;
    const [commit] = chainOf('waits', [[{ kind: 'card' }]]);
    if (commit === undefined) throw new Error('no chain');
    await bot.store.append(commit);
    const now = clock.now();
    const hours = (now - commit.at) / 1000;
    await bot.store.claimDue({ worker: 'another', now, leaseMs: 1_000, limit: 9 });
    await bot.store.postpone('waits:1', 'another', now + 4_500, 'slack.unavailable');
    expect(await figures()).toEqual([
      `copilot_oldest_due_effect_seconds ${hours}`,
      'copilot_failed_commits 0',
    ]);
    clock.advance(4_500);
    await bot.store.claimDue({ worker: 'another', now: now + 4_500, leaseMs: 1_000, limit: 9 });
    await bot.store.giveUp('waits:1', 'another', 'slack.refused');
    expect(await figures()).toEqual(['copilot_oldest_due_effect_seconds 0', 'copilot_failed_commits 1']);
  });

  it('keeps its labels few, whatever is asked', async () => {
    const { slack } = bot.sandbox;
    const series = async () =>
      (await (await ask('/metrics')).text()).match(/^copilot_commands_total/gm)?.length;
    await slack.as('ada').command('/experiment', 'pause nothing', { channel: 'growth' });
    await vi.waitUntil(() => slack.ephemerals('ada').length > 0, PATIENT);
    const before = await series();
    for (const key of ['a', 'b', 'c']) {
      await slack.as('ada').command('/experiment', `pause ${key}`, { channel: 'growth' });
    }
    await vi.waitUntil(() => slack.ephemerals('ada').length > 3, PATIENT);
    expect(await series()).toBe(before);
  });
});

describe('the routes of operators', () => {
  const none = async () => ({ contentType: 'text/plain', body: 'figures' });
  const health = async () => ({ status: 'ok' as const, dependencies: {} });
  const operations = () => ({ health, metrics: none, ready: () => true });

  it('are not on the port for Slack’s requests', async () => {
    for (const path of ['/health', '/ready', '/metrics']) {
      expect((await fetch(`http://127.0.0.1:${bot.port}${path}`)).status).toBe(404);
    }
  });

  it('answer HEAD as GET, without the body', async () => {
    for (const path of ['/health', '/ready', '/metrics']) {
      const [got, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect([head.status, head.headers.get('content-type')]).toEqual([
        got.status,
        got.headers.get('content-type'),
      ]);
      expect(await head.text()).toBe('');
      await got.text();
    }
  });

  it('ask for the token if there is one, except for readiness', async () => {
    const address = { host: '127.0.0.1', port: 0, token: 'a-token-of-operators' };
    const side = createOperationsSide(address, silentLogger, operations);
    await side.start();
    const status = async (path: string, authorization?: string) =>
      (
        await fetch(`http://127.0.0.1:${side.port()}${path}`, {
          headers: authorization === undefined ? {} : { authorization },
        })
      ).status;
    for (const path of ['/health', '/metrics']) {
      expect(await status(path)).toBe(401);
      expect(await status(path, 'Bearer a-token-of-operatorz')).toBe(401);
      expect(await status(path, 'Basic a-token-of-operators')).toBe(401);
      expect(await status(path, 'Bearer a-token-of-operators')).toBe(200);
    }
    expect(await status('/ready')).toBe(200);
    await side.stop();
  });
});

describe('the routes of operators without a token', () => {
  const named = (path: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const port = bot.bot.operationsPort() ?? 0;
      request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      })
        .on('error', reject)
        .end();
    });

  it('answer no page that points a name of its own at this machine', async () => {
    for (const path of ['/health', '/metrics']) {
      for (const host of [
        'evil.example',
        'evil.example:3001',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
      ])
        expect(await named(path, host), host).toBe(421);
      for (const host of [
        '127.0.0.1',
        '127.0.0.1:3001',
        'localhost:3001',
        'LOCALHOST',
        '[::1]:3001',
        '10.0.0.7',
      ])
        expect(await named(path, host), host).toBe(200);
    }
    expect(await named('/ready', 'evil.example')).toBe(200);
  });
});

describe('the routes beside a socket', () => {
  it('are served alone, whatever the address', async () => {
    const path = '/ready';
    const handler = (_request: unknown, response: ServerResponse) => {
      response.end('ready');
    };
    const at = { host: '127.0.0.1', setting: 'PORT' };
    const listener = routeListener([{ path, method: 'GET', handler }]);
    const server = await openServer(listener, { ...at, port: 0 }, createConnections());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const asked = { name: '', contentType: null, body: '', signature: 'none' } as const;
    const attacks = ['/ready?x=1', '/ready', '//', '/none', '*'].map((at, index) => ({
      ...{ ...asked, method: index === 1 ? 'POST' : 'GET', path: at },
    }));
    const answers = await sendAll(port, attacks, { slack: '', github: '' });
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 404, 404]);
    const taken = openServer(listener, { ...at, port }, createConnections());
    await expect(taken).rejects.toThrow(`PORT: another program listens on port ${port}.`);
    server.close();
  });
});

describe('a request that is broken off', () => {
  it('is no error of ours', async () => {
    const socket = connect(bot.port, '127.0.0.1');
    const head = 'POST /github/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf';
    await new Promise<void>((resolve) => socket.write(head, () => resolve()));
    socket.destroy();
    expect((await fetch(`http://127.0.0.1:${bot.port}/none`)).status).toBe(404);
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

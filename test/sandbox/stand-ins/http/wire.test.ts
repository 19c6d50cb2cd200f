import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '#sandbox/stand-ins/http/faults.ts';
import { createRequestLog, type RequestLog } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';

type Run = (wire: Wire, done: string[], log: RequestLog) => Promise<void>;

async function withWire(run: Run): Promise<void> {
  const done: string[] = [];
  const log = createRequestLog(() => 42);
  const wire = await startWire({
    observe: log.observe,
    handle: (request) => {
      if (request.path === '/bug') throw new Error('a bug in the stand-in');
      done.push(`${request.method} ${request.path}`);
      return {
        status: 201,
        body: JSON.stringify({ got: request.body.toString(), q: request.query.get('q') }),
      };
    },
  });
  try {
    await run(wire, done, log);
  } finally {
    await wire.close();
  }
}

describe('startWire', () => {
  it('passes requests on, and logs them without their credentials', () =>
    withWire(async (wire, _, log) => {
      const init = { method: 'POST', body: 'hello', headers: { authorization: 'Bearer secret' } };
      const response = await fetch(`${wire.url}/a/b?q=1`, init);
      expect([response.status, await response.json()]).toEqual([201, { got: 'hello', q: '1' }]);
      expect(log.requests).toEqual([{ at: 42, method: 'POST', path: '/a/b', body: 'hello', status: 201 }]);
    }));
  it.each([
    ['http-500', 500],
    ['http-403', 403],
    ['ratelimited', 429],
    ['empty', 200],
    ['garbled', 200],
  ] as const)('answers %s with %d and does nothing', (kind, status) =>
    withWire(async (wire, done) => {
      wire.fail({ kind, times: 1 });
      expect((await fetch(wire.url)).status).toBe(status);
      expect(done).toEqual([]);
      expect((await fetch(wire.url)).status).toBe(201);
    }),
  );
  it('cuts the connection before or after the act', () =>
    withWire(async (wire, done, log) => {
      wire.fail({ kind: 'unreachable', times: 1 });
      wire.fail({ kind: 'done-but-no-answer', times: 1 });
      await expect(fetch(`${wire.url}/one`, { method: 'POST' })).rejects.toThrow();
      expect(done).toEqual([]);
      await expect(fetch(`${wire.url}/two`, { method: 'POST' })).rejects.toThrow();
      expect(done).toEqual(['POST /two']);
      expect(log.requests.map((request) => request.status)).toEqual([null, null]);
    }));
  it('keeps silent until it is closed', async () => {
    let hanging: Promise<unknown> = Promise.resolve();
    await withWire(async (wire) => {
      wire.fail({ kind: 'timeout', path: '/silent', times: 1 });
      const asking = fetch(`${wire.url}/silent`).then(
        () => 'answered',
        () => 'cut',
      );
      // Others are answered meanwhile.
      await fetch(wire.url);
      hanging = asking;
    });
    expect(await hanging).toBe('cut');
  });
  it('answers in the words of the vendor, and names the wait', () =>
    withWire(async (wire, done) => {
      wire.fail({ kind: { answer: { status: 200, body: '{"ok":false}' } } });
      wire.fail({ kind: 'ratelimited', retryAfter: 30 });
      expect(await (await fetch(wire.url)).json()).toEqual({ ok: false });
      expect((await fetch(wire.url)).headers.get('retry-after')).toBe('30');
      expect(done).toEqual([]);
    }));
  it('holds back what comes before its limit, whatever faults wait', async () => {
    const wire = await startWire({
      handle: () => ({ status: 201, body: '{}' }),
      limit: ({ path }) => (path === '/early' ? 2 : null),
      faultBody: (status) => `no: ${status}`,
    });
    try {
      wire.fail({ kind: 'http-500' });
      const early = await fetch(`${wire.url}/early`);
      expect([early.status, early.headers.get('retry-after')]).toEqual([429, '2']);
      const failed = await fetch(wire.url);
      expect([failed.status, await failed.text()]).toEqual([500, 'no: 500']);
      expect((await fetch(wire.url)).status).toBe(201);
    } finally {
      await wire.close();
    }
  });
  it('shows a bug in a stand-in as a 500', () =>
    withWire(async (wire) => {
      const response = await fetch(`${wire.url}/bug`);
      expect([response.status, await response.json()]).toEqual([500, { message: 'a bug in the stand-in' }]);
    }));
});

describe('createFaultPlan', () => {
  it('matches method and path, skips, and runs out', () => {
    const plan = createFaultPlan();
    plan.add({ kind: 'http-500', times: 2, method: 'POST', path: '/pulls', skip: 1 });
    const take = () => plan.take('POST', '/repos/acme/shop/pulls');
    expect(plan.take('GET', '/repos/acme/shop/pulls')).toBeNull();
    expect(plan.take('POST', '/repos/acme/shop/git/refs')).toBeNull();
    expect([take(), take(), take(), take()].map((fault) => fault?.kind)).toEqual([
      undefined,
      'http-500',
      'http-500',
      undefined,
    ]);
  });
  it('takes a pattern, and forgets what is cleared', () => {
    const plan = createFaultPlan();
    plan.add({ kind: 'empty', times: 9, path: /flags\/\d+\/$/ });
    expect(plan.take('GET', '/feature_flags/')).toBeNull();
    expect(plan.take('GET', '/feature_flags/12/')?.kind).toBe('empty');
    plan.clear();
    expect(plan.take('GET', '/feature_flags/12/')).toBeNull();
  });
});

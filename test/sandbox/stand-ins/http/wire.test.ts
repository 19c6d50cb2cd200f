import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '#sandbox/stand-ins/http/faults.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';

async function withWire(run: (wire: Wire, done: string[]) => Promise<void>): Promise<void> {
  const done: string[] = [];
  const wire = await startWire({
    now: () => 42,
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
    await run(wire, done);
  } finally {
    await wire.close();
  }
}

describe('startWire', () => {
  it('passes requests on, and logs them without their credentials', () =>
    withWire(async (wire) => {
      const init = { method: 'POST', body: 'hello', headers: { authorization: 'Bearer secret' } };
      const response = await fetch(`${wire.url}/a/b?q=1`, init);
      expect([response.status, await response.json()]).toEqual([201, { got: 'hello', q: '1' }]);
      expect(wire.requests).toEqual([{ at: 42, method: 'POST', path: '/a/b', body: 'hello', status: 201 }]);
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
    withWire(async (wire, done) => {
      wire.fail({ kind: 'unreachable', times: 1 });
      wire.fail({ kind: 'done-but-no-answer', times: 1 });
      await expect(fetch(`${wire.url}/one`, { method: 'POST' })).rejects.toThrow();
      expect(done).toEqual([]);
      await expect(fetch(`${wire.url}/two`, { method: 'POST' })).rejects.toThrow();
      expect(done).toEqual(['POST /two']);
      expect(wire.requests.map((request) => request.status)).toEqual([null, null]);
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
    expect([take(), take(), take(), take()]).toEqual([null, 'http-500', 'http-500', null]);
  });
  it('takes a pattern, and forgets what is cleared', () => {
    const plan = createFaultPlan();
    plan.add({ kind: 'empty', times: 9, path: /flags\/\d+\/$/ });
    expect(plan.take('GET', '/feature_flags/')).toBeNull();
    expect(plan.take('GET', '/feature_flags/12/')).toBe('empty');
    plan.clear();
    expect(plan.take('GET', '/feature_flags/12/')).toBeNull();
  });
});

import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { faultFields, ownFault, toAppError } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';

/** What `work` throws. */
async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
}

/** A port on which nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

describe('toAppError', () => {
  it.each([
    new TypeError('x is not a function'),
    new ReferenceError('x is not defined'),
    new RangeError('too far'),
    new Error('no slice'),
    'a text',
    null,
  ])('takes %s for a bug that does not pass', (thrown) => {
    expect(toAppError(thrown)).toMatchObject({
      ...{ code: 'unexpected', kind: 'bug', vendor: null, retryable: false, cause: thrown },
    });
  });

  it('lets a fault of the network pass', async () => {
    const thrown = await thrownBy(() => fetch(NOWHERE));
    expect(thrown).toBeInstanceOf(TypeError);
    expect(toAppError(thrown)).toMatchObject({ code: 'unexpected', kind: 'unavailable', retryable: true });
  });

  it('leaves a fault as it is', () => {
    const fault = ownFault('lease.lost', 'lost');
    expect(toAppError(fault)).toBe(fault);
  });
});

describe('isNetworkFault', () => {
  it.each([
    ['fetch', () => fetch(NOWHERE)],
    ['undici', () => request(NOWHERE)],
    ['a time limit', () => fetch(NOWHERE, { signal: AbortSignal.timeout(0) })],
    ['an abort', () => fetch(NOWHERE, { signal: AbortSignal.abort() })],
  ])('knows what %s throws', async (_name, work) => {
    expect(isNetworkFault(await thrownBy(work))).toBe(true);
  });

  it.each([new TypeError('Invalid URL'), new Error('fetch failed'), { code: 'ECONNRESET' }, null])(
    'does not know %s',
    (thrown) => {
      expect(isNetworkFault(thrown)).toBe(false);
    },
  );
});

describe('a fault', () => {
  it('may pass by its kind, unless it is of another kind this time', () => {
    expect(ownFault('store.failed', 'no')).toMatchObject({ kind: 'refused', retryable: false });
    expect(ownFault('store.failed', 'no', { kind: 'unavailable' }).retryable).toBe(true);
  });

  it('shows its stack in the log only if it is a bug', () => {
    const bug = new TypeError('x is not a function');
    expect(faultFields(toAppError(bug))).toEqual({
      ...{ code: 'unexpected', reason: bug.message, stack: bug.stack },
    });
    expect(faultFields(ownFault('store.busy', 'busy'))).toEqual({ code: 'store.busy', reason: 'busy' });
  });
});

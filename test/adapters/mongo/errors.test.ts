import {
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
  MongoWriteConcernError,
  type WriteConcernErrorResult,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { mongoError } from '#adapters/mongo/errors.ts';
import { FAULTS } from '#adapters/mongo/faults.ts';
import { insertOnce } from '#adapters/mongo/insert-once.ts';
import { AppError } from '#shared/errors.ts';

const unconfirmed = (): MongoWriteConcernError => {
  const answer: WriteConcernErrorResult = {
    ok: 1,
    writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
  };
  return new MongoWriteConcernError(answer);
};
const duplicate = () => new MongoServerError({ code: 11_000, message: 'E11000 duplicate key' });
const stepDown = () => {
  const error = new MongoServerError({ code: 10_107, message: 'not primary' });
  error.addErrorLabel('RetryableWriteError');
  return error;
};

describe('mongoError', () => {
  it.each([
    [new MongoServerError({ code: 18 }), 'store.credentials', false],
    [new MongoServerError({ code: 13 }), 'store.not-allowed', false],
    [new MongoServerError({ code: 50 }), 'store.slow', true],
    [stepDown(), 'store.no-primary', true],
    [new MongoServerError({ code: 10_334 }), 'store.too-large', false],
    [new MongoServerError({ code: 238 }), 'store.server-lacks', false],
    [new MongoServerError({ code: 77_777 }), 'store.failed', false],
    [unconfirmed(), 'store.unconfirmed', true],
    [new MongoNetworkError('reset'), 'store.connection-lost', true],
    [new MongoNetworkTimeoutError('silent'), 'store.connection-lost', true],
  ])('translates %s', (thrown, code, retryable) => {
    const fault = mongoError(thrown);
    expect(fault).toBeInstanceOf(AppError);
    expect(fault).toMatchObject({ code, retryable, cause: thrown });
  });

  it('names the setting in every sentence', () => {
    const codes = [...Object.keys(FAULTS).map(Number), 77_777];
    const faults = [
      ...codes.map((code) => new MongoServerError({ code })),
      unconfirmed(),
      new MongoNetworkError('reset'),
    ];
    const silent = faults
      .map((thrown) => String(mongoError(thrown)))
      .filter((text) => !text.includes('MONGODB_URI'));
    // What these say is about the entry, not about the server.
    expect(new Set(silent)).toEqual(new Set(silent.filter((text) => /16 MB|Another writer/.test(text))));
  });

  it('translates what the resolver says of an address that leads nowhere', () => {
    const thrown = Object.assign(new Error('querySrv ENOTFOUND _mongodb._tcp.none.invalid'), {
      ...{ code: 'ENOTFOUND', syscall: 'querySrv' },
    });
    const fault = mongoError(thrown);
    expect(fault).toMatchObject({ code: 'store.unreachable', retryable: true, cause: thrown });
    expect(String(fault)).not.toContain('querySrv');
  });

  it('lets other faults pass', () => {
    const bug = new TypeError('a bug');
    expect(mongoError(bug)).toBe(bug);
  });
});

/** A server that does each write or not, and whose answers are given in order; the last one is repeated. */
function serverOf(steps: readonly { readonly does: boolean; readonly answers: Error | null }[]) {
  let inserts = 0;
  let present = false;
  return {
    insert: async () => {
      const step = steps[Math.min(inserts, steps.length - 1)];
      inserts += 1;
      if (present) throw duplicate();
      present = step?.does ?? false;
      if (step?.answers) throw step.answers;
    },
    confirm: async () => ({ matchedCount: present ? 1 : 0 }),
    inserts: () => inserts,
  };
}

describe('insertOnce', () => {
  it.each([
    ['a majority that came too late', unconfirmed()],
    ['a connection that broke', new MongoNetworkError('reset')],
    ['a new primary', stepDown()],
  ])('counts its own insert after %s, done or not', async (_, answers) => {
    for (const does of [true, false]) {
      const server = serverOf([
        { does, answers },
        { does: true, answers: null },
      ]);
      expect(await insertOnce(server)).toBe(true);
      expect(server.inserts()).toBe(2);
    }
  });

  it('gives up after three tries, with the outcome unknown', async () => {
    const lost = new MongoNetworkError('reset');
    const server = serverOf([{ does: false, answers: lost }]);
    await expect(insertOnce(server)).rejects.toBe(lost);
    expect(server.inserts()).toBe(3);
  });

  it('does not repeat what the server refused', async () => {
    const refusal = new MongoServerError({ code: 13 });
    const server = serverOf([{ does: false, answers: refusal }]);
    await expect(insertOnce(server)).rejects.toBe(refusal);
    expect(server.inserts()).toBe(1);
  });

  it('yields to another', async () => {
    const theirs = { insert: () => Promise.reject(duplicate()), confirm: async () => ({ matchedCount: 0 }) };
    expect(await insertOnce(theirs)).toBe(false);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { gitHubFault } from '#adapters/github/fault-kinds.ts';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import type { Commit } from '#domain/commit.ts';
import type { Effect } from '#domain/effect.ts';
import { ownFault } from '#shared/errors.ts';
import { APPROVER, chainOf, REQUEST, REQUESTER } from '#test/support/experiments.ts';
import { type Bench, createBench } from '#test/support/experiments-bench.ts';
import { PATIENT } from '#test/support/patience.ts';

const unavailable = (retryAfterMs: number | null = null) =>
  gitHubFault('unavailable', 'GitHub answered 503', { retryAfterMs });
const forbidden = () => gitHubFault('forbidden', 'GitHub forbade this');

/** Moves the clock to the next due time; answers by how much, or null where nothing is due. */
async function toNextDue(bench: Bench): Promise<number | null> {
  const due = await bench.store.nextDueAt();
  if (due === null) return null;
  const waited = due - bench.clock.now();
  bench.clock.set(due);
  return waited;
}

function failing(bench: Bench, key: string, times: number, fault: () => Error): void {
  let failures = 0;
  bench.behave.set(key, async () => {
    failures += 1;
    if (failures <= times) throw fault();
  });
}

/** The first commit of a journal with other effects than it would have. */
function commitWith(key: string, effects: readonly Effect[]): Commit {
  const [commit] = chainOf(key, [effects]);
  if (commit === undefined) throw new Error('no commit');
  return commit;
}

describe('worker: slow work', () => {
  it('of models leaves places for messages and flags', async () => {
    const bench = await createBench();
    const { promise, resolve } = Promise.withResolvers<void>();
    bench.behave.set('design', () => promise);
    for (let index = 0; index < 8; index += 1)
      await bench.store.append(commitWith(`slow-${index}`, [{ kind: 'design' }]));
    const worker = bench.worker('w');
    const draining = worker.drain();
    await vi.waitFor(() => expect(bench.performed).toHaveLength(3), PATIENT);
    await bench.store.append(commitWith('urgent', [{ kind: 'flag', act: { act: 'hold' } }]));
    void worker.drain();
    await vi.waitFor(() => expect(bench.performed).toContain('urgent:1:0 flag #1'), PATIENT);
    resolve();
    await draining;
    expect(await toNextDue(bench)).toBe(5_000);
    while ((await toNextDue(bench)) !== null) await worker.drain();
    expect(bench.performed).toHaveLength(9);
  });
});

describe('worker: faults that may pass', () => {
  it('tries again later, each time after a longer wait, and goes on from there', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:0', 3, unavailable);
    await bench.propose('gate');
    const worker = bench.worker('w');
    const waits: (number | null)[] = [];
    for (let round = 0; round < 4; round += 1) {
      await worker.drain();
      waits.push(await toNextDue(bench));
    }
    expect(waits).toEqual([750, 1_500, 3_000, null]);
    expect(bench.performed).toEqual([
      'gate:1:0 card #1',
      'gate:1:0 card #2',
      'gate:1:0 card #3',
      'gate:1:0 card #4',
      'gate:1:1 design #1',
    ]);
  });

  it('gives up at once on a step that this version does not know, and says what to do', async () => {
    const bench = await createBench();
    await bench.store.append(commitWith('gate', [{ kind: 'from-the-future' } as unknown as Effect]));
    await bench.worker('w').drain();
    const death = bench.lines.find(({ level }) => level === 'error');
    expect(death?.fields).toMatchObject({ code: 'effect.unknown', attempts: 1 });
  });

  it('waits as long as the far side asks for', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:0', 1, () => unavailable(30_000));
    await bench.propose('gate');
    await bench.worker('w').drain();
    expect(await toNextDue(bench)).toBe(30_500);
  });

  it('tries again after a connection that broke, even if no adapter has translated the fault', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:0', 1, () => new TypeError('fetch failed'));
    await bench.propose('gate');
    await bench.worker('w').drain();
    expect(await toNextDue(bench)).toBe(750);
  });

  it('counts a first attempt that was rate-limited, because part of it may be done, and no later one', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:0', 6, () => slackFault('rate-limited', 'wait', { retryAfterMs: 1_000 }));
    await bench.propose('gate');
    const worker = bench.worker('w', { maxAttempts: 2 });
    await worker.drain();
    while ((await toNextDue(bench)) !== null) await worker.drain();
    const card = bench.performed.filter((line) => line.startsWith('gate:1:0'));
    expect(card).toEqual(['gate:1:0 card #1', ...Array.from({ length: 6 }, () => 'gate:1:0 card #2')]);
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([]);
  });

  it('gives up on a bug at once, and the log leads to it', async () => {
    const bench = await createBench();
    const bug = new TypeError('x is not a function');
    failing(bench, 'gate:1:1', 1, () => bug);
    await bench.propose('gate');
    await bench.worker('w').drain();
    expect(bench.performed.filter((line) => line.startsWith('gate:1:1'))).toEqual(['gate:1:1 design #1']);
    expect((await bench.load('gate')).delivery.failedEffects).toMatchObject([
      { code: 'unexpected', mayPass: false },
    ]);
    const line = bench.lines.find(({ fields }) => fields['code'] === 'unexpected');
    expect(line).toMatchObject({ level: 'error', fields: { reason: bug.message, stack: bug.stack } });
  });

  it('does not let one experiment hold up another', async () => {
    const bench = await createBench();
    failing(bench, 'a:1:0', 9, unavailable);
    await bench.propose('a');
    await bench.propose('b');
    expect(await bench.worker('w').drain()).toBe(2);
  });

  it('gives up after the last attempt, records the death and goes on', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:1', 99, unavailable);
    await bench.propose('gate');
    const worker = bench.worker('w', { maxAttempts: 3 });
    for (let round = 0; round < 3; round += 1) {
      await worker.drain();
      await toNextDue(bench);
    }
    expect(bench.performed.filter((line) => line.startsWith('gate:1:1'))).toHaveLength(3);
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([
      {
        effect: 'gate:1:1',
        kind: 'design',
        code: 'github.unavailable',
        detail: 'GitHub answered 503',
        mayPass: true,
      },
    ]);
    expect(bench.performed.slice(-2)).toEqual(['gate:2:0 post #1', 'gate:2:1 card #1']);
    expect(await bench.store.nextDueAt()).toBeNull();
  });
});

describe('worker: faults that do not pass', () => {
  it('gives up at once, with one error line', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:1', 1, forbidden);
    await bench.propose('gate');
    await bench.worker('w').drain();
    expect((await bench.load('gate')).delivery.failedEffects).toHaveLength(1);
    expect(bench.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('goes on behind a stamp, whose death is recorded and which a person can have made anew', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const worker = bench.worker('w');
    await worker.drain();
    const ground = { actor: REQUESTER, at: bench.clock.now() } as const;
    const request = { ...REQUEST, trafficShare: 0.3 };
    const edit = { name: 'editRequest', request, planHash: null, message: 'gate:1:0' } as const;
    failing(bench, 'gate:2:0', 1, forbidden);
    await bench.run('gate', { ...edit, ...ground });
    await worker.drain();
    expect(bench.performed).toEqual(
      expect.arrayContaining(['gate:2:0 stamp #1', 'gate:2:1 design #1', 'gate:2:2 card #1']),
    );
    expect((await bench.load('gate')).delivery.failedEffects).toMatchObject([
      { effect: 'gate:2:0', kind: 'stamp' },
    ]);
    await bench.run('gate', { name: 'retryEffect', effect: 'gate:2:0', message: null, ...ground });
    await worker.drain();
    expect(bench.performed.filter((line) => line.includes(' stamp '))).toHaveLength(2);
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([]);
    expect(await bench.store.nextDueAt()).toBeNull();
  });

  it('goes on behind a full record, which is made anew when a person or the bot tries again', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const worker = bench.worker('w');
    await worker.drain();
    failing(bench, 'late:1:0', 1, forbidden);
    await bench.store.append(
      commitWith('late', [{ kind: 'record' }, { kind: 'clean-up' }, { kind: 'card' }]),
    );
    await worker.drain();
    expect(bench.performed).toEqual(expect.arrayContaining(['late:1:1 clean-up #1', 'late:1:2 card #1']));
    expect((await bench.load('late')).delivery.failedEffects).toMatchObject([
      { kind: 'record', wentOn: true },
    ]);
    const retry = { name: 'retryEffect', effect: 'late:1:0', message: null } as const;
    await bench.run('late', { ...retry, actor: REQUESTER, at: bench.clock.now() });
    await worker.drain();
    expect(bench.performed.filter((line) => line.includes(' record '))).toHaveLength(2);
    expect(bench.performed.filter((line) => line.includes(' clean-up '))).toHaveLength(1);
    expect((await bench.load('late')).delivery.failedEffects).toEqual([]);
  });

  it('keeps a foreign message out of the journal', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:1', 9, () => new Error('token xoxb-1 was refused'));
    await bench.propose('gate');
    await bench.worker('w', { maxAttempts: 1 }).drain();
    expect(JSON.stringify(await bench.store.commits('gate'))).not.toContain('xoxb-1');
  });

  it('performs it when a person tries again, knowing that it was tried before', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:1', 1, forbidden);
    await bench.propose('gate');
    const worker = bench.worker('w');
    await worker.drain();
    const again = { name: 'retryEffect', effect: 'gate:1:1', message: null, actor: APPROVER } as const;
    await bench.run('gate', { ...again, at: bench.clock.now() });
    await worker.drain();
    expect(bench.performed).toContain('gate:1:1 design #2');
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([]);
    expect(await bench.store.nextDueAt()).toBeNull();
  });

  it('records a second death of the same effect after a person tried again', async () => {
    const bench = await createBench();
    failing(bench, 'gate:1:1', 2, forbidden);
    await bench.propose('gate');
    const worker = bench.worker('w');
    await worker.drain();
    const again = { name: 'retryEffect', effect: 'gate:1:1', message: null, actor: APPROVER } as const;
    await bench.run('gate', { ...again, at: bench.clock.now() });
    await worker.drain();
    expect((await bench.load('gate')).delivery.failedEffects).toHaveLength(1);
    await bench.run('gate', { ...again, at: bench.clock.now() });
    await worker.drain();
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([]);
    expect(bench.performed.filter((line) => line.startsWith('gate:1:1'))).toHaveLength(3);
  });

  it('meets a store that does not answer without throwing, and recovers', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    let broken = true;
    const store = {
      ...bench.store,
      claimDue: async (claim: Parameters<typeof bench.store.claimDue>[0]) => {
        if (broken) throw ownFault('store.busy', 'busy');
        return bench.store.claimDue(claim);
      },
    };
    const worker = bench.worker('w', { store });
    expect(await worker.drain()).toBe(0);
    expect(bench.lines.map(({ level }) => level)).toEqual(['warn']);
    broken = false;
    expect(await worker.drain()).toBe(2);
  });
});

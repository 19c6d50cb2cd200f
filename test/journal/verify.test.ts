import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type Commit, firstBrokenLink } from '#domain/commit.ts';
import { type Audit, verifyRecords, verifyStore } from '#journal/verify.ts';
import type { CommitRecord } from '#ports/journal-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { chain } from '#test/support/arbitraries.ts';
import { chainOf } from '#test/support/experiments.ts';

function recordsOf(commits: readonly Commit[]): readonly CommitRecord[] {
  return commits.map((commit) => ({
    id: commit.id,
    experiment: commit.experiment,
    version: commit.version,
    body: canonicalJson(commit),
  }));
}

/** Changes one byte at `position` (wrapped) by adding `by` (1 to 255) to it. */
function changeByte(body: string, position: number, by: number): string {
  const bytes = Buffer.from(body);
  const index = position % bytes.length;
  bytes[index] = ((bytes[index] ?? 0) + by) % 256;
  return bytes.toString();
}

const records = chain.map(recordsOf);
const anyByte = fc.record({
  commit: fc.nat(),
  position: fc.nat({ max: 1e9 }),
  by: fc.integer({ min: 1, max: 255 }),
});

describe('verifyRecords', () => {
  it('lets every chain pass that was written as it is', () => {
    fc.assert(
      fc.property(records, (written) => {
        expect(verifyRecords(written)).toBeNull();
      }),
    );
  });

  it('names the commit in which any single byte was changed', () => {
    fc.assert(
      fc.property(records, anyByte, (written, { commit, position, by }) => {
        const changed = commit % written.length;
        const tampered = written.map((record, index) =>
          index === changed ? { ...record, body: changeByte(record.body, position, by) } : record,
        );
        expect(verifyRecords(tampered)?.id).toBe(written[changed]?.id);
      }),
      { numRuns: 500 },
    );
  });

  it('finds bytes that mean the same but are not what was written', () => {
    const [record] = recordsOf(chainOf('gate', [[]]));
    if (record === undefined) throw new Error('no record');
    const number = String(JSON.parse(record.body).at);
    for (const same of [`${number}.0`, ` ${number}`, `${Number(number) / 10}e1`]) {
      const body = record.body.replace(`"at":${number}`, `"at":${same}`);
      expect(JSON.parse(body)).toEqual(JSON.parse(record.body));
      expect(verifyRecords([{ ...record, body }])?.id).toBe('gate:1');
    }
  });

  it('names the link after one that is missing, and one that changed places', () => {
    const written = recordsOf(chainOf('gate', [[], [], []]));
    const [first, second, third] = written;
    if (!first || !second || !third) throw new Error('three links');
    expect(verifyRecords([first, third])).toEqual({ id: 'gate:3', why: 'version 2 is missing' });
    expect(verifyRecords([second, third])).toEqual({ id: 'gate:2', why: 'version 1 is missing' });
    expect(verifyRecords([first, { ...second, body: third.body }, third])?.id).toBe('gate:2');
  });

  it('names a link that was sealed anew, by the one that follows it', () => {
    const honest = chainOf('gate', [[], [], []]);
    const forged = chainOf('gate', [[], [{ kind: 'card' }], []]);
    const mixed = [honest[0], forged[1], honest[2]].flatMap((commit) => commit ?? []);
    expect(verifyRecords(recordsOf(mixed))).toEqual({
      id: 'gate:3',
      why: 'does not follow the link before it',
    });
  });

  it('names the first broken link of several', () => {
    const written = recordsOf(chainOf('gate', [[], [], []]));
    const tampered = written.map((record, index) =>
      index === 0 ? record : { ...record, body: `${record.body} ` },
    );
    expect(verifyRecords(tampered)?.id).toBe('gate:2');
  });

  it.each(['null', '[]', '{}', '7', '"x"', ''])('is not upset by a body of %j', (body) => {
    const record = { id: 'gate:1', experiment: 'gate', version: 1, body };
    expect(verifyRecords([record])?.id).toBe('gate:1');
  });
});

describe('firstBrokenLink', () => {
  it('finds content, order and hashes that do not hold', () => {
    fc.assert(
      fc.property(
        chain,
        fc.nat(),
        fc.constantFrom('at', 'hash', 'previousHash', 'experiment'),
        (commits, at, field) => {
          const index = at % commits.length;
          const tampered = commits.map((commit, position) =>
            position === index ? { ...commit, [field]: field === 'at' ? 1 : 'f'.repeat(64) } : commit,
          );
          expect(firstBrokenLink(tampered)?.id).toBe(commits[index]?.id);
        },
      ),
    );
  });
});

async function gather(audits: AsyncIterable<Audit>): Promise<readonly Audit[]> {
  const gathered: Audit[] = [];
  for await (const audit of audits) gathered.push(audit);
  return gathered;
}

describe('verifyStore', () => {
  it('verifies every experiment of a store, or the named ones', async () => {
    const store = await openSqliteStore(':memory:');
    for (let index = 0; index < 205; index += 1) {
      for (const commit of chainOf(`e${index}`, [[], []])) await store.append(commit);
    }
    const audits = await gather(verifyStore(store));
    expect(audits).toHaveLength(205);
    expect(new Set(audits.map(({ experiment }) => experiment)).size).toBe(205);
    expect(audits.every(({ commits, broken }) => commits === 2 && broken === null)).toBe(true);
    expect(await gather(verifyStore(store, ['e7', 'nothing']))).toEqual([
      { experiment: 'e7', commits: 2, broken: null, damaged: [] },
      { experiment: 'nothing', commits: 0, broken: null, damaged: [] },
    ]);
  });
});

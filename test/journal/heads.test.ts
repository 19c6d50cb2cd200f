import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { anchorLines, readAnchorLines } from '#journal/anchor-lines.ts';
import { type ChainHead, departures, newestHeads, presentHeads } from '#journal/heads.ts';
import { chainOf } from '#test/support/experiments.ts';

async function gather<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function storeOf(chains: Readonly<Record<string, number>>) {
  const store = await openSqliteStore(':memory:');
  for (const [key, length] of Object.entries(chains)) {
    const effects = Array.from({ length }, () => []);
    for (const commit of chainOf(key, effects)) await store.append(commit);
  }
  return store;
}

describe('recorded heads', () => {
  it('agree with a store that only grew', async () => {
    const heads = await gather(presentHeads(await storeOf({ a: 2, b: 3 })));
    expect(heads).toEqual([
      { experiment: 'a', version: 2, hash: expect.any(String) },
      { experiment: 'b', version: 3, hash: expect.any(String) },
    ]);
    expect(await gather(departures(await storeOf({ a: 2, b: 4, c: 1 }), heads))).toEqual([]);
  });

  it('show an end that was cut off, a chain that is gone, and one that was written anew', async () => {
    const heads = await gather(presentHeads(await storeOf({ a: 3, b: 3 })));
    const other: ChainHead = { experiment: 'c', version: 1, hash: 'another' };
    const found = await gather(departures(await storeOf({ a: 2, c: 1 }), [...heads, other]));
    expect(found).toEqual([
      { experiment: 'a', id: 'a:3', why: 'the entries after version 2 are gone; there were 3' },
      { experiment: 'b', id: 'b:3', why: 'all entries are gone; there were 3' },
      { experiment: 'c', id: 'c:1', why: 'it is another entry than the one that was recorded' },
    ]);
  });

  it('count by the newest version, and by one with a hash', () => {
    const of = (version: number, hash: string | null): ChainHead => ({ experiment: 'a', version, hash });
    const given = [of(1, 'one'), of(3, null), of(3, 'three'), of(2, 'two'), of(3, null)];
    expect([...newestHeads(given).values()]).toEqual([of(3, 'three')]);
  });
});

describe('anchor lines', () => {
  it('are read as they were written, in portions, and out of a log', () => {
    const heads = Array.from({ length: 205 }, (_, index) => ({
      ...{ experiment: `e${index}`, version: 1, hash: `h${index}` },
    }));
    const lines = anchorLines(heads);
    expect(lines.map((line) => line.heads.length)).toEqual([100, 100, 5]);
    const log = lines.map((line) => JSON.stringify({ level: 'info', msg: 'heads of chains', ...line }));
    expect(readAnchorLines(['not of ours', ...log, '{"heads":[{}]}', '{"heads":[{"cut'].join('\n'))).toEqual(
      heads,
    );
  });
});

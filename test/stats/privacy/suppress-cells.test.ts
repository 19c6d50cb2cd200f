import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determinedColumns } from '#stats/privacy/determined.ts';
import { type CountCell, suppressCells } from '#stats/privacy/suppress-cells.ts';
import { given } from '../figures.ts';

/** A table with a total for each row and column; keys are `row,column`. */
function table(counts: readonly (readonly number[])[]) {
  const cells: CountCell[] = counts.flatMap((row, r) =>
    row.map((count, c) => ({ key: `${r},${c}`, count, totals: [`row ${r}`, `column ${c}`] })),
  );
  const rows = counts.map((_, r) => `row ${r}`);
  const columns = (counts[0] ?? []).map((_, c) => `column ${c}`);
  return { cells, shownTotals: [...rows, ...columns], smallest: 10 };
}

const list = (counts: readonly number[]) => ({
  cells: counts.map((count, index) => ({ key: `${index}`, count, totals: ['all'] })),
  shownTotals: ['all'],
  smallest: 10,
});

describe('one list with its total', () => {
  test('hides a small cell and the next smallest, which would give it away', () => {
    expect(suppressCells(list([3, 40, 25, 90]))).toMatchObject({
      primary: ['0'],
      secondary: ['2'],
      totals: [],
    });
  });

  test('hides nothing when nothing is small', () => {
    expect(suppressCells(list([10, 40, 25]))).toMatchObject({ primary: [], secondary: [], totals: [] });
  });

  test('needs no partner when the total is not shown', () => {
    expect(suppressCells({ ...list([3, 40]), shownTotals: [] })).toMatchObject({
      primary: ['0'],
      secondary: [],
    });
  });

  test('goes on hiding while the hidden cells together are fewer than ten', () => {
    expect(suppressCells(list([0, 4, 5, 30, 70]))).toMatchObject({
      primary: ['0', '1', '2'],
      secondary: ['3'],
    });
  });

  test('hides the total itself when all cells together are too few', () => {
    expect(suppressCells(list([2, 3]))).toMatchObject({ primary: ['0', '1'], totals: ['all'] });
  });
});

describe('a table with both totals', () => {
  test('protects a small cell by a rectangle of hidden ones', () => {
    const result = given(
      suppressCells(
        table([
          [5, 50, 60],
          [40, 45, 70],
          [80, 90, 95],
        ]),
      ),
    );
    expect(result.primary).toEqual(['0,0']);
    expect([...result.secondary].sort()).toEqual(['0,1', '1,0', '1,1']);
    expect(result.totals).toEqual([]);
  });

  test('never leaves a small cell that the shown figures determine', () => {
    const counts = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 4,
      }),
    );
    fc.assert(
      fc.property(counts, (rows) => {
        const input = table(rows);
        const result = given(suppressCells(input));
        const hidden = new Set([...result.primary, ...result.secondary]);
        const unknown = input.cells.filter(({ key }) => hidden.has(key));
        expect(input.cells.filter(({ count }) => count < 10).every(({ key }) => hidden.has(key))).toBe(true);
        const shown = input.shownTotals.filter((total) => !result.totals.includes(total));
        // Two solutions that agree with every shown total but differ in the cell: it cannot be known.
        const equations = shown.map((total) => unknown.map(({ totals }) => Number(totals.includes(total))));
        for (const column of determinedColumns(equations)) {
          expect(unknown[column]?.count).toBeGreaterThanOrEqual(10);
        }
        for (const total of shown) {
          const inside = unknown.filter(({ totals }) => totals.includes(total));
          const sum = inside.reduce((units, { count }) => units + count, 0);
          expect(inside.length === 0 || (inside.length > 1 && sum >= 10)).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['a count that is not whole', { cells: [{ key: 'a', count: 1.5, totals: [] }] }],
    [
      'a key twice',
      {
        cells: [
          { key: 'a', count: 1, totals: [] },
          { key: 'a', count: 2, totals: [] },
        ],
      },
    ],
    ['a threshold of 1', { smallest: 1 }],
  ])('refuses %s', (_, change) => {
    expect(suppressCells({ ...list([1, 2]), ...change })).toMatchObject({
      kind: 'refused',
      reason: 'invalid_input',
    });
  });
});

test('equations determine an unknown that stands alone after elimination', () => {
  // x + y, y + z and x + z fix all three; x + y alone fixes none.
  expect(
    determinedColumns([
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
    ]),
  ).toEqual([0, 1, 2]);
  expect(determinedColumns([[1, 1, 0]])).toEqual([]);
  expect(
    determinedColumns([
      [1, 1, 0],
      [1, 1, 1],
    ]),
  ).toEqual([2]);
  expect(determinedColumns([])).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { nextPart } from '#features/clean-up/clean-up-part.ts';

const file = (at: number) => [`src/page-${at}.ts`, `test/page-${at}.test.ts`];
const MANY = [...[1, 2, 3, 4, 5, 6].flatMap(file), 'src/flags.ts'].toSorted();

describe('the next pull request of a clean-up', () => {
  it('has all files if they are few', () => {
    expect(nextPart({ places: MANY.slice(0, 8), declaring: ['src/flags.ts'] })).toEqual({
      paths: MANY.slice(0, 8),
      left: [],
    });
  });

  it('begins with what uses the flag, tests with their code, and ends with what declares it', () => {
    const declaring = ['src/flags.ts'];
    const first = nextPart({ places: MANY, declaring });
    expect(first.paths).toEqual([1, 2, 3, 4].flatMap(file).toSorted());
    const second = nextPart({ places: first.left, declaring });
    expect(second).toEqual({ paths: [...file(5), ...file(6), 'src/flags.ts'].toSorted(), left: [] });
  });

  it('has one file with all its tests, however many these are', () => {
    const tests = Array.from({ length: 12 }, (_, at) => `test/${at}/page.test.ts`).toSorted();
    expect(nextPart({ places: tests, declaring: [] }).left).toEqual([]);
  });

  it('ends: every part takes something out', () => {
    let places: readonly string[] = Array.from({ length: 40 }, (_, at) => `src/flags-${at}.ts`).toSorted();
    const declaring = places;
    for (let parts = 0; places.length > 0; parts += 1) {
      expect(parts).toBeLessThan(6);
      places = nextPart({ places, declaring }).left;
    }
  });
});

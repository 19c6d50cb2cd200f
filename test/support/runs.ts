const SHARE = 0.1;

/** True in `npm run test:all`, which leaves nothing out. */
export const TESTS_ALL = process.env['TEST_ALL'] === '1';

/** How many random draws a property takes: all of them in `npm run test:all`, a tenth in `npm test`. */
export function runs(all: number): number {
  return TESTS_ALL ? all : Math.ceil(SHARE * all);
}

/** The cases of one behaviour that differ in an input alone: all of them in `npm run test:all`, the first in `npm test`. */
export function variants<Case>(all: readonly Case[]): readonly Case[] {
  return TESTS_ALL ? all : all.slice(0, 1);
}

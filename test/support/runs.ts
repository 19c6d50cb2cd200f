const SHARE = 0.1;

/** How many random draws a property takes: all of them in `npm run test:all`, a tenth in `npm test`. */
export function runs(all: number): number {
  return process.env['TEST_ALL'] === '1' ? all : Math.ceil(SHARE * all);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PORTFOLIO,
  PORTFOLIO_LISTS,
  type PortfolioView,
  portfolioAddress,
  readPortfolio,
} from '#desk/portfolio/portfolio-view.ts';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((drawn) => drawn.trim().toWellFormed())
  .filter((drawn) => drawn !== '' && drawn.length <= 200);
const place = fc.record({
  by: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((by) => by + 0),
  key: fc.stringMatching(/^[a-z0-9-]{1,60}$/),
});
const view: fc.Arbitrary<PortfolioView> = fc.record({
  list: fc.constantFrom(...PORTFOLIO_LISTS),
  whose: fc.option(fc.oneof(fc.constant('me'), fc.stringMatching(/^p_[a-z0-9]{1,20}$/))),
  surface: fc.option(text),
  channel: fc.option(fc.stringMatching(/^[A-Z0-9_]{1,20}$/)),
  words: fc.option(text),
  at: fc.option(fc.record({ side: fc.constantFrom('after', 'before'), place })),
});
const read = (address: string) => readPortfolio(new URL(address, 'https://desk.example').searchParams);

describe('the address of a view', () => {
  it('holds the whole view', () => {
    fc.assert(
      fc.property(view, (drawn) => {
        expect(read(portfolioAddress(drawn))).toEqual(drawn);
      }),
    );
  });

  it('is that of the desk for the overview', () => {
    expect(read(portfolioAddress(PORTFOLIO))).toEqual(PORTFOLIO);
    expect(portfolioAddress(PORTFOLIO)).toBe('/desk');
  });

  it('is read whatever it says, and what cannot be read is left out', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const shown = readPortfolio(new URLSearchParams(query));
        expect(read(portfolioAddress(shown))).toEqual(shown);
      }),
    );
    const broken = 'list=nothing&surface=%20&after=NaN~x&before=1e999~x';
    expect(readPortfolio(new URLSearchParams(broken))).toEqual(PORTFOLIO);
  });

  it('asks for the list of all if it names a filter alone', () => {
    expect(readPortfolio(new URLSearchParams('surface=shop'))).toMatchObject({
      list: 'all',
      surface: 'shop',
    });
  });
});

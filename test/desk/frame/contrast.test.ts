import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../../src/desk/assets/base.css', import.meta.url), 'utf8');

/** The tokens of colours in a block, from its `{` on. */
function tokensAfter(text: string): Readonly<Record<string, string>> {
  const block = text.slice(0, text.indexOf('}'));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

const light = tokensAfter(CSS.slice(CSS.indexOf(':root')));
const darkBlock = CSS.slice(CSS.indexOf('@media screen and (prefers-color-scheme: dark)'));
const dark = { ...light, ...tokensAfter(darkBlock.slice(darkBlock.indexOf(':root'))) };
const printBlock = CSS.slice(CSS.indexOf('@media print {'));
const print = { ...light, ...tokensAfter(printBlock.slice(printBlock.indexOf(':root'))) };

/** The relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['ground', 'raised', 'sunken'];
const TEXTS = ['text', 'muted', 'link', 'good', 'bad', 'warn', 'open', 'action', 'danger'];
const PAIRS: readonly (readonly [string, string])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['good', 'bad', 'warn', 'open'].flatMap((tone) => [
    [tone, `${tone}-ground`] as const,
    ['text', `${tone}-ground`] as const,
    ['link', `${tone}-ground`] as const,
  ]),
  ['on-action', 'action'],
  ['on-danger', 'danger'],
];

describe.each([
  ['light', light],
  ['dark', dark],
  ['print', print],
])('the colours of the desk in %s', (_, tokens) => {
  it.each(PAIRS)('has enough contrast: %s on %s', (text, ground) => {
    expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('shows edges of fields and the focus on %s', (ground) => {
    expect(contrast(tokens['edge'] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens['focus'] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

describe('the style sheets', () => {
  it('know the contrast of black and white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

import type { Weight } from './text-width.ts';

/** A value of an attribute; numbers are rounded to hundredths. */
type Value = string | number;

/** Text inside a picture; escapes it, and leaves out what XML forbids. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Control characters, lone surrogates and non-characters: a picture with one cannot be read at all. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** One element; `inside` is markup. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  inside: readonly string[] = [],
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeOf(value)}"`);
  const opening = `<${name}${given.join('')}`;
  return inside.length === 0 ? `${opening}/>` : `${opening}>${inside.join('')}</${name}>`;
}

function attributeOf(value: Value): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
}

/** How a line of text looks; `y` is its baseline. */
export interface TextLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A rim of this colour around the letters, for lines that run behind them. */
  readonly halo?: string;
}

/** A line of text. */
export function textAt(
  words: string,
  { x, y, size, fill, weight = 'regular', anchor = 'start', halo }: TextLook,
): string {
  return element(
    'text',
    {
      ...{ x, y, fill, 'font-size': size },
      ...(weight === 'bold' ? { 'font-weight': 'bold' } : {}),
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
      ...(halo === undefined ? {} : { stroke: halo, 'stroke-width': 5, 'paint-order': 'stroke' }),
    },
    [escapeXml(words)],
  );
}

/** A straight line; `dash` as SVG writes it. */
export function lineAt(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { stroke, width, dash }: { readonly stroke: string; readonly width: number; readonly dash?: string },
): string {
  return element('line', {
    ...{ x1, y1, x2, y2, stroke, 'stroke-width': width },
    ...(dash === undefined ? {} : { 'stroke-dasharray': dash }),
  });
}

/** The families, the first of which the product ships; the others are for browsers. */
const FAMILIES = "'DejaVu Sans Condensed', 'DejaVu Sans', Verdana, sans-serif";

/** A whole picture, with its words for people who cannot see it. */
export function svgOf(
  {
    width,
    height,
    background,
  }: { readonly width: number; readonly height: number; readonly background: string },
  { title, description }: { readonly title: string; readonly description: string },
  inside: readonly string[],
): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      ...{
        width,
        height: Math.ceil(height),
        role: 'img',
        'font-family': FAMILIES,
        'font-stretch': 'condensed',
      },
    },
    [
      element('title', {}, [escapeXml(title)]),
      element('desc', {}, [escapeXml(description)]),
      element('rect', { width: '100%', height: '100%', fill: background }),
      ...inside,
    ],
  );
}

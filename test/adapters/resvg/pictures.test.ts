import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { createPictures } from '#adapters/resvg/pictures.ts';
import { drawIntervals } from '#charts/interval-chart.ts';
import { textWidth } from '#charts/text-width.ts';
import { drawTrend } from '#charts/trend-chart.ts';
import { INTERVAL_SITUATIONS, TREND_SITUATIONS } from '#test/charts/situations.ts';

const { pictures, probe } = createPictures();
const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map(
  (file) => `node_modules/dejavu-fonts-ttf/ttf/${file}`,
);
const FONT = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans' };

const LOOK = { layout: 'wide', theme: 'light' } as const;
const ALL = [
  ...Object.entries(INTERVAL_SITUATIONS).map(([name, chart]) => [name, drawIntervals(chart, LOOK)] as const),
  ...Object.entries(TREND_SITUATIONS).map(
    ([name, chart]) => [`trend ${name}`, drawTrend(chart, LOOK)] as const,
  ),
];

const square = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4" fill="${fill}"/></svg>`;

/** The pixels of a PNG as another decoder than ours sees them. */
function pixelsOf(png: Uint8Array, width: number, height: number): Buffer {
  const data = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><image width="${width}" height="${height}" xlink:href="${data}" image-rendering="optimizeSpeed"/></svg>`;
  return new Resvg(svg).render().pixels;
}

const sizeOf = (png: Uint8Array) => {
  const view = Buffer.from(png);
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
};

describe('pictures', () => {
  it('pass their own check: texts are drawn', () => expect(probe()).resolves.toBeUndefined());

  it.each(ALL)('%s has at most 60,000 bytes, and at least 640 pixels in width', async (_, svg) => {
    const png = await pictures.toPng(svg, 1280);
    expect(png.length).toBeLessThanOrEqual(60_000);
    expect(sizeOf(png).width).toBeGreaterThanOrEqual(640);
  });

  it('show what the library draws, but for shades that no eye tells apart', async () => {
    const [, svg = ''] = ALL[0] ?? [];
    const png = await pictures.toPng(svg, 640);
    const { width, height } = sizeOf(png);
    const ours = pixelsOf(png, width, height);
    const theirs = new Resvg(svg, { font: FONT, fitTo: { mode: 'width', value: 640 } }).render();
    expect([theirs.width, theirs.height]).toEqual([width, height]);
    const { pixels } = theirs;
    const off = pixels.map((value, index) => Math.abs(value - (ours[index] ?? 0)));
    expect(Math.max(...new Set(off))).toBeLessThan(24);
  });

  it('keep a colour that is alone exactly', async () => {
    for (const fill of ['#0b5cad', '#ff9d66', '#ffffff', '#010203'])
      expect(
        pixelsOf(await pictures.toPng(square(fill), 8), 8, 4)
          .subarray(0, 3)
          .toString('hex'),
      ).toBe(fill.slice(1));
  });

  it('have every pixel at its place', async () => {
    const colours = ['#0b5cad', '#ff9d66', '#010203', '#ffffff', '#b3400a', '#dcdce1', '#3b3e45', '#74b7ff'];
    const dot = (fill: string, at: number) =>
      `<rect x="${at % 4}" y="${Math.floor(at / 4)}" width="1" height="1" fill="${fill}"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2">${colours.map(dot).join('')}</svg>`;
    const pixels = pixelsOf(await pictures.toPng(svg, 4), 4, 2);
    expect(colours.map((_, at) => `#${pixels.subarray(4 * at, 4 * at + 3).toString('hex')}`)).toEqual(
      colours,
    );
  });

  it('can be drawn of drawings with more colours than a palette has', async () => {
    const stop = (at: number, colour: string) => `<stop offset="${at}" stop-color="${colour}"/>`;
    const colourful = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><defs><linearGradient id="a">${stop(0, '#f00')}${stop(0.3, '#0f0')}${stop(0.6, '#00f')}${stop(1, '#ff0')}</linearGradient><linearGradient id="b" y1="0" y2="1" x2="0">${stop(0, '#fff')}${stop(1, '#000')}</linearGradient></defs><rect width="400" height="400" fill="url(#a)"/><rect width="400" height="400" fill="url(#b)" opacity=".5"/></svg>`;
    const png = await pictures.toPng(colourful, 400);
    expect(pixelsOf(png, 400, 400)).toHaveLength(400 * 400 * 4);
  });

  it('are refused as a bug if the drawing is none', async () => {
    await expect(pictures.toPng('<svg', 100)).rejects.toMatchObject({
      code: 'resvg.unreadable',
      retryable: false,
    });
  });

  it('are refused for good, with what to do, if the library or the font is missing', async () => {
    const missing = createPictures(() => Promise.reject(new Error('no such module')));
    await expect(missing.probe()).rejects.toMatchObject({ code: 'resvg.not-installed', retryable: false });
    await expect(missing.pictures.toPng(square('#fff'), 8)).rejects.toMatchObject({
      message: expect.stringContaining('npm ci'),
    });
    // The library without a font: it draws everything but the texts.
    const silent = createPictures(
      async () => async (svg, width) =>
        new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'width', value: width } })
          .render()
          .asPng(),
    );
    await expect(silent.probe()).rejects.toMatchObject({ code: 'resvg.no-text', retryable: false });
  });
});

describe('the width of a text', () => {
  const TEXTS = [
    '7-day retention',
    'guardrail, may fall by 5 %',
    '−12.30 % (99.5 %: −9.80 % to +1.50 %)',
    'WWW mmm @@@',
    'Доход на игрока',
    'iiilll...',
  ];

  it.each(TEXTS)('is at least what "%s" takes when it is drawn, and not much more', (text) => {
    for (const weight of ['regular', 'bold'] as const) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100"><text y="60" font-size="20" font-family="DejaVu Sans" font-stretch="condensed" font-weight="${weight === 'bold' ? 'bold' : 'normal'}">${text}</text></svg>`;
      const drawn = new Resvg(svg, { font: FONT }).innerBBox()?.width ?? 0;
      const told = textWidth(text, 20, weight);
      expect(told).toBeGreaterThanOrEqual(drawn * 0.98);
      expect(told).toBeLessThan(drawn * 1.4 + 8);
    }
  });
});

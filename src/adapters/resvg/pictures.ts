import { fileURLToPath } from 'node:url';
import type { Pictures } from '#ports/pictures.ts';
import type { Probe } from '#ports/telemetry.ts';
import { resvgFault } from './fault-kinds.ts';
import { pngOf } from './png.ts';

/** The files of the font, by their names in the package that ships it. */
const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'];
const FAMILY = 'DejaVu Sans';

/** A word in the weights that pictures use, black on white. */
const words = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" font-stretch="condensed"><rect width="80" height="40" fill="white"/><text y="16">${text}</text><text y="36" font-weight="bold">${text}</text></svg>`;

/** What the drawing library is called with: a drawing, a width in pixels. */
export type Rasterise = (svg: string, width: number) => Promise<Uint8Array>;

/** What makes pictures, and whether it can. */
export interface Drawing {
  readonly pictures: Pictures;
  readonly probe: Probe;
}

/** Pictures by resvg with a font of our own, drawn on threads of its own; and the check that texts are drawn. */
export function createPictures(load: () => Promise<Rasterise> = loadResvg): Drawing {
  let checked: Promise<Rasterise> | null = null;
  const ready = () => {
    checked ??= check(load);
    return checked;
  };
  return {
    pictures: { toPng: async (svg, width) => fitted(await ready(), svg, width) },
    probe: async () => {
      await ready();
    },
  };
}

/** The library leaves out texts without a font and says nothing: such a picture would be worse than none. */
async function check(load: () => Promise<Rasterise>): Promise<Rasterise> {
  const rasterise = await load().catch((cause: unknown) => {
    throw resvgFault('not-installed', 'The library that draws pictures cannot be loaded: run npm ci.', {
      cause,
    });
  });
  const [blank, written] = await Promise.all(
    [words(''), words('Wg9')].map((svg) => drawn(rasterise, svg, 80)),
  );
  if (written === undefined || Buffer.compare(blank ?? written, written) === 0)
    throw resvgFault('no-text', 'The font of the pictures is not there: run npm ci.');
  return rasterise;
}

/** Chats show what is larger late, or not at all on a phone. */
const MOST_BYTES = 60_000;
/** Bytes grow about as the width does; this keeps a second try below the limit. */
const AIR = 0.95;
/** Narrower than this no text can be read. */
const LEAST_WIDTH = 400;

async function fitted(rasterise: Rasterise, svg: string, width: number): Promise<Uint8Array> {
  const png = await drawn(rasterise, svg, width);
  const smaller = Math.max(LEAST_WIDTH, Math.round((width * AIR * MOST_BYTES) / png.length));
  return png.length <= MOST_BYTES || width <= LEAST_WIDTH ? png : fitted(rasterise, svg, smaller);
}

async function drawn(rasterise: Rasterise, svg: string, width: number): Promise<Uint8Array> {
  return rasterise(svg, width).catch((cause: unknown) => {
    throw resvgFault('unreadable', 'A picture could not be drawn.', { cause });
  });
}

/** Loaded at the first picture: the bot starts without it, too. */
async function loadResvg(): Promise<Rasterise> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const fontFiles = FONTS.map((file) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY };
  return async (svg, width) => {
    const image = await renderAsync(svg, { font, fitTo: { mode: 'width', value: width } });
    return pngOf({ width: image.width, height: image.height, bytes: image.pixels });
  };
}

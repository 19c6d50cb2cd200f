import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { deskPath } from '#desk/paths.ts';

/** A file that the browser fetches once and keeps: its name changes with its bytes. */
export interface Asset {
  /** `desk.0f3c….css` */
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
  /** The body once more, compressed. */
  readonly gzip: Uint8Array<ArrayBuffer>;
}

const FOLDER = new URL('../assets/', import.meta.url);
/** The file with the tokens, which the others use. */
const FIRST = 'base.css';

/** The one style sheet: base.css, and then those of the pages by name. */
export const STYLE = asset(
  'css',
  'text/css; charset=utf-8',
  [FIRST, ...filesOf('.css').filter((name) => name !== FIRST)].map(textOf).join('\n'),
);

/** The one script. The desk works without it. */
export const SCRIPT = asset('js', 'text/javascript; charset=utf-8', textOf('desk.js'));

/** The mark of the product in a tab. */
export const ICON = asset('svg', 'image/svg+xml', textOf('icon.svg'));

export const ASSETS: ReadonlyMap<string, Asset> = new Map(
  [STYLE, SCRIPT, ICON].map((one) => [one.name, one]),
);

/** The address at which the browser finds a file. */
export function assetPath({ name }: Asset): string {
  return deskPath(`/assets/${name}`);
}

function filesOf(ending: string): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(ending))
    .sort();
}

function textOf(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

function asset(ending: string, contentType: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return {
    name: `desk.${hash}.${ending}`,
    contentType,
    body,
    gzip: new Uint8Array(gzipSync(body, { level: 9 })),
  };
}

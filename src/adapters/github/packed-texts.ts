import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Bytes that are compressed together: source shrinks to about a quarter, and one read unpacks no more than this. */
const SEGMENT = 1024 * 1024;

interface Place {
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** Texts of many files, compressed in memory. */
export interface PackedTexts {
  add(path: string, bytes: Uint8Array): void;
  /** The bytes of a file; null if it was not added. */
  get(path: string): Buffer | null;
  /** Paths of the files that hold the text. */
  search(text: string): readonly string[];
  /** Bytes of all files, unpacked. */
  readonly size: () => number;
}

/** No texts yet. */
export function createPackedTexts(): PackedTexts {
  const places = new Map<string, Place>();
  const packed: Buffer[] = [];
  let open: Uint8Array[] = [];
  let filled = 0;
  let total = 0;
  const openBytes = () => Buffer.concat(open);
  // Files are read in the order in which they stand more often than not, so the last segment is likely to be the next.
  let last: { readonly segment: number; readonly bytes: Buffer } | null = null;
  const unpack = (segment: number): Buffer => {
    const found = packed[segment];
    if (found === undefined) return openBytes();
    if (last?.segment !== segment) last = { segment, bytes: zstdDecompressSync(found) };
    return last.bytes;
  };
  return {
    add: (path, bytes) => {
      places.set(path, { segment: packed.length, start: filled, end: filled + bytes.byteLength });
      open.push(bytes);
      filled += bytes.byteLength;
      total += bytes.byteLength;
      if (filled < SEGMENT) return;
      packed.push(zstdCompressSync(openBytes()));
      [open, filled] = [[], 0];
    },
    get: (path) => {
      const place = places.get(path);
      return place === undefined ? null : unpack(place.segment).subarray(place.start, place.end);
    },
    search: (text) => {
      const wanted = Buffer.from(text, 'utf8');
      let at = -1;
      let bytes: Buffer = Buffer.alloc(0);
      const found: string[] = [];
      // Files of one segment were added one after the other, so each is unpacked once.
      for (const [path, { segment, start, end }] of places) {
        if (segment !== at) [at, bytes] = [segment, unpack(segment)];
        if (bytes.subarray(start, end).includes(wanted)) found.push(path);
      }
      return found;
    },
    size: () => total,
  };
}

import type { SourceFile } from './source-file.ts';

/** Lines per file: the middle, what nine in ten files stay within, and the longest. All 0 without files. */
export function lineFigures(files: readonly SourceFile[]) {
  const lines = files.map((file) => file.lines).sort((one, other) => one - other);
  const at = (share: number) => lines[Math.min(lines.length - 1, Math.floor(share * lines.length))] ?? 0;
  return { median: at(0.5), p90: at(0.9), largest: lines.at(-1) ?? 0 };
}

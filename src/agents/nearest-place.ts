/** Lines of a search that are compared; a longer one is judged by its beginning. */
const COMPARED = 40;
const SHOWN = 160;

function shown(line: string | undefined): string {
  if (line === undefined) return 'the end of the file';
  return `\`${line.slice(0, SHOWN)}\``;
}

function pairsOf(line: string): ReadonlySet<string> {
  const text = line.replace(/\s+/g, ' ').trim();
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / Math.max(1, one.size + other.size);
}

/** The line, from 0, at which most lines of the search stand as they should, whatever their indentation; null if none does. */
function bestStart(lines: readonly string[], wanted: readonly string[]): number | null {
  const scores = new Map<number, number>();
  const places = new Map<string, number[]>();
  lines.forEach((line, at) => {
    const text = line.trim();
    if (text !== '') places.set(text, [...(places.get(text) ?? []).slice(-200), at]);
  });
  wanted.forEach((line, offset) => {
    for (const at of places.get(line.trim()) ?? [])
      scores.set(at - offset, (scores.get(at - offset) ?? 0) + 1);
  });
  const [best] = [...scores].filter(([start]) => start >= 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best?.[0] ?? null;
}

/** The place at which a text that does not stand in a file nearly stands, in words: the line, and the first line that differs. */
export function nearestPlace(text: string, search: string): string {
  const lines = text.split('\n');
  const wanted = search.split('\n').slice(0, COMPARED);
  const start = bestStart(lines, wanted);
  if (start !== null) {
    const index = wanted.findIndex((line, at) => line !== lines[start + at]);
    if (index < 0) return `the nearest place begins at line ${start + 1}`;
    return `the nearest place begins at line ${start + 1}; line ${start + index + 1} is ${shown(lines[start + index])}, not ${shown(wanted[index])}`;
  }
  const first = pairsOf(wanted.find((line) => line.trim() !== '') ?? '');
  const scored = lines.map((line, at) => ({ at, score: likeness(first, pairsOf(line)) }));
  const [best] = scored.sort((a, b) => b.score - a.score || a.at - b.at);
  if (best === undefined || best.score === 0) return 'no line of the file is like it';
  return `the nearest line is ${best.at + 1}: ${shown(lines[best.at])}`;
}

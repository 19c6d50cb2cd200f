/** The lines of a text without their ends; a final newline makes no further line. */
export function lineTexts(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The lines of `after` that `before` does not have as often, in order. */
export function newLines(before: string, after: string): readonly string[] {
  const left = new Map<string, number>();
  for (const line of lineTexts(before)) left.set(line, (left.get(line) ?? 0) + 1);
  return lineTexts(after).filter((line) => {
    const known = left.get(line) ?? 0;
    if (known > 0) left.set(line, known - 1);
    return known === 0;
  });
}

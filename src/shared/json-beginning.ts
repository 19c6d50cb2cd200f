/** Whether more text could make JSON of it: it is JSON, or breaks at its end alone. */
export function isJsonBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (thrown) {
    const told = String(thrown);
    const [, at] = /at position (\d+)/.exec(told) ?? [];
    return told.includes('end of JSON input') || (at !== undefined && Number(at) >= text.trimEnd().length);
  }
}

/** How many parts of a text, from its beginning, are no beginning of JSON any more, at least; all of them if it only ends too early. */
export function partsUntilBroken(parts: readonly string[], between: string): number {
  let [good, broken] = [0, parts.length];
  while (broken - good > 1) {
    const middle = (good + broken) >> 1;
    if (isJsonBeginning(parts.slice(0, middle).join(between))) good = middle;
    else broken = middle;
  }
  return broken;
}

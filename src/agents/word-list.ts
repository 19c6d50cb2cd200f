/** A pattern for any of the words or phrases of a list with commas, each as a whole word; parts of regular expressions may stand in it. */
export function wordList(list: string): RegExp {
  const alternatives = list
    .trim()
    .split(/\s*,\s*|\s*\n\s*/)
    .filter((word) => word !== '')
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, 'iu');
}

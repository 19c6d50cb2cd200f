/** Letters of the languages that are written in Latin script. A class of all letters there are would take a second to compile. */
const LETTER = '[a-z\\u00c0-\\u024f]';

/**
 * A pattern for any of the words or phrases of a list with commas, each as a whole word; parts of regular expressions may stand in it, `\p{L}` for
 * a letter among them.
 */
export function wordList(list: string): RegExp {
  const alternatives = list
    .trim()
    .split(/\s*,\s*|\s*\n\s*/)
    .filter((word) => word !== '')
    .join('|')
    .replaceAll('\\p{L}', LETTER);
  const edge = '[a-z\\u00c0-\\u024f0-9_]';
  return new RegExp(`(?<!${edge})(?:${alternatives})(?!${edge})`, 'iu');
}

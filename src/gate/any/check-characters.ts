import type { EditedFile } from '#gate/any/edited-file.ts';
import type { Finding } from '#gate/change.ts';

/** Control characters other than tab and line ends, and what makes text read in another direction than it runs. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
/** Characters without width inside a word of code: two names look the same and differ. Joiners of emoji and scripts are none. */
const HIDDEN = /(?<=[\w$])[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF](?=[\w$])/gu;

function found(text: string): readonly string[] {
  return [...text.matchAll(FORBIDDEN), ...text.matchAll(HIDDEN)].map(([character]) => character);
}

function named(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Finds control characters, overrides of text direction and hidden characters in names that a change brings in. */
export function checkCharacters({ path, before, after }: EditedFile): readonly Finding[] {
  if (after === null) return [];
  const known = found(before ?? '');
  const fresh = found(after).filter(
    (character, index, all) =>
      all.slice(0, index + 1).filter((other) => other === character).length >
      known.filter((other) => other === character).length,
  );
  const [first] = fresh;
  if (first === undefined) return [];
  return [
    {
      code: 'control-character',
      path,
      sentence: `${path} gets the invisible character ${named(first)}. Write the text without it.`,
    },
  ];
}

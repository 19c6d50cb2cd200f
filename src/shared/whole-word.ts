/** Finds a flag's key, or a name with dashes, as a whole: not inside a longer one, such as `gate-b` for `gate`. */
export function keyWord(key: string): RegExp {
  return new RegExp(`(?<![\\w-])${RegExp.escape(key)}(?![\\w-])`);
}

/** Finds a name of code as a whole word; `$` is a part of names. */
export function nameWord(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${RegExp.escape(name)}(?![\\w$])`);
}

/** Finds a word as a whole; a sign before or after it, such as the `$` of a template's variable, is no part of it. */
export function wordAlone(word: string): RegExp {
  return new RegExp(`(?<!\\w)${RegExp.escape(word)}(?!\\w)`);
}

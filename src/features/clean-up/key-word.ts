/** Finds a flag's key or one of its names as a whole word: not inside a longer one, such as `gate-b` for `gate`. */
export function keyWord(word: string): RegExp {
  return new RegExp(`(?<![\\w-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`);
}

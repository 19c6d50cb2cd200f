import type { ConfigurationValue } from '#domain/configurations/configuration.ts';
import { withHiddenWritten } from '#shared/hidden-signs.ts';

/** A name that cannot be taken for a value, for two names, or for words around it. */
const PLAIN = /^[\p{L}_$][\p{L}\p{M}\p{N}_$-]*$/u;

/** A value as JSON whose every sign shows: signs that do not, or that look like others, are written as `\u200b`. It reads back as the same value. */
export function writtenValue(value: ConfigurationValue): string {
  return withHiddenWritten(JSON.stringify(value));
}

/**
 * The names that lead to a place as one: `model.size` for `size` in `model`, `steps[0]` for an item of a list. A name of other signs than letters, digits, `_`, `$` and `-`
 * stands between quotation marks, as in JSON.
 */
export function writtenPlace(path: readonly (string | number)[]): string {
  return path
    .map((part, at) =>
      typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${writtenName(part)}`,
    )
    .join('');
}

function writtenName(name: string): string {
  const written = writtenValue(name);
  // Behind a sign that had to be written out, quotation marks say that it is no part of a plain name.
  return PLAIN.test(name) && written === `"${name}"` ? name : written;
}

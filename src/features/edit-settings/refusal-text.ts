import type { Path } from '#settings/file/settings-problem.ts';
import { printPath } from '#settings/file/settings-problem.ts';
import type { EditRefusal } from '#settings/settings-desk.ts';

/** Characters that an error at a field holds, and how many problems it names. */
const LONGEST = 2_000;

/** Why a change was refused, in plain text. `lineOf` says in which line of a pasted text a place stands; null if in none. */
export function refusalText(refusal: EditRefusal, lineOf: (path: Path) => number | null): string {
  switch (refusal.kind) {
    case 'problems':
      return cut(
        refusal.problems.map(({ path, message }) => {
          const line = lineOf(path);
          return `${line === null ? '' : `Line ${line}: `}${printPath(path)}: ${message}`;
        }),
      );
    case 'overtaken': {
      const { newest, changes } = refusal;
      const what = `Another admin changed this since you opened the form, in version ${newest.version}: ${changes.slice(0, 5).join('; ')}.`;
      return `${what} Yours was not saved. Copy what you need, close the form and open it again.`.slice(
        0,
        LONGEST,
      );
    }
    case 'refusal':
      return refusal.refusal.message;
  }
}

function cut(lines: readonly string[]): string {
  const shown: string[] = [];
  for (const line of lines) {
    if (shown.join('\n').length + line.length > LONGEST - 60) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  return [...shown, ...(left > 0 ? [`And ${left} more problems.`] : [])].join('\n');
}

import type { z } from 'zod';
import { nearestWord } from '#shared/nearest.ts';
import { valueAt, withValueAt } from './value-at.ts';

type Issue = z.core.$ZodIssue;
type Path = Issue['path'];
type Choice = Extract<Issue, { code: 'invalid_union' }> & { readonly options: readonly unknown[] };

/**
 * The issues that a schema has with a value, and those that a wrong choice hides. A key such as `kind` says which other keys there are; if it is none
 * of the choices, the schema does not look at the others. They are then read as the nearest choice has them; if none is near,
 * only the issues that every choice has with them are kept.
 */
export function everyIssue(schema: z.ZodType, value: unknown, issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) =>
    isChoice(issue) ? [issue, ...hiddenBehind(schema, value, issue)] : [issue],
  );
}

function isChoice(issue: Issue): issue is Choice {
  return issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options);
}

function hiddenBehind(schema: z.ZodType, value: unknown, { path, options }: Choice): readonly Issue[] {
  const words = options.map(String);
  const found = valueAt(value, path);
  const nearest = typeof found === 'string' ? nearestWord(found, words) : null;
  const [first = [], ...others] = (nearest === null ? words : [nearest]).map((word) => {
    const read = withValueAt(value, path, word);
    const parsed = schema.safeParse(read);
    const inside = parsed.success ? [] : parsed.error.issues.filter((issue) => isInside(issue.path, path));
    return everyIssue(schema, read, inside);
  });
  return first.filter((issue) => others.every((list) => list.some((other) => isSame(issue, other))));
}

/** Whether a place lies in the group of keys that holds the choice. */
function isInside(place: Path, choice: Path): boolean {
  return choice.slice(0, -1).every((part, at) => place[at] === part);
}

function isSame(left: Issue, right: Issue): boolean {
  return left.message === right.message && left.path.join('\n') === right.path.join('\n');
}

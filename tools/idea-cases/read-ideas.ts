import { readYaml } from '#settings/file/read-yaml.ts';
import { type Path, printPath, printProblem, type SettingsProblem } from '#settings/file/settings-problem.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { IdeaFile } from './idea-form.ts';

function twice(keys: readonly string[], list: string): readonly { path: Path; message: string }[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [{ path: [list, index], message: `"${key}" stands twice.` }],
  );
}

function unknownPast({ past, ideas }: IdeaFile): readonly { path: Path; message: string }[] {
  const known = past.map(({ key }) => key);
  return ideas.flatMap(({ expect }, index) =>
    [...(expect.warns ?? []), ...(expect.code?.warns ?? [])]
      .filter((key) => !known.includes(key))
      .map((key) => ({ path: ['ideas', index, 'expect'], message: `There is no past experiment "${key}".` })),
  );
}

/** Reads the text of a file of ideas. Refuses with every problem at once, each with its line: `ideas.json:12 ideas[3].kind: …`. */
export function readIdeas(name: string, text: string): Result<IdeaFile, readonly string[]> {
  const { value, problems, lineOf } = readYaml(text);
  const say = (all: readonly SettingsProblem[]) =>
    [...all].sort((a, b) => a.line - b.line).map((one) => printProblem(name, one));
  if (problems.length > 0) return refused(say(problems.map((one) => ({ ...one, path: '' }))));
  const at = ({ path, message }: { readonly path: Path; readonly message: string }): SettingsProblem => ({
    line: lineOf(path),
    path: printPath(path),
    message,
  });
  const parsed = IdeaFile.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) =>
      at({ path: path.map((part) => (typeof part === 'number' ? part : String(part))), message }),
    );
    return refused(say(issues));
  }
  const { ideas, past } = parsed.data;
  const crossed = [
    ...twice(
      ideas.map(({ id }) => id),
      'ideas',
    ),
    ...twice(
      past.map(({ key }) => key),
      'past',
    ),
    ...unknownPast(parsed.data),
  ];
  return crossed.length === 0 ? ok(parsed.data) : refused(say(crossed.map(at)));
}

import { barredPath, hasShape } from '#gate/any/barred-path.ts';
import { GENERATED_FOLDERS, GENERATED_NAMES, GENERATED_ROOTS } from '#gate/any/barred-paths.ts';
import type { EditedFile } from '#gate/any/edited-file.ts';
import { lineTexts } from '#gate/any/line-texts.ts';
import type { Finding } from '#gate/change.ts';
import type { RepositoryView } from '#ports/code-host.ts';

const LINK = '120000';
const SUBMODULE = '160000';

function foldersOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** Why this path cannot be in this repository; null if it can. */
function placeProblem({ path, before, after, mode }: EditedFile, repository: RepositoryView): string | null {
  if (mode === SUBMODULE) return 'is a submodule';
  if (repository.paths.some((other) => other.startsWith(`${path}/`))) return 'is a folder of the repository';
  const file = foldersOf(path).find((folder) =>
    ['100644', '100755', SUBMODULE].includes(repository.mode(folder) ?? ''),
  );
  if (file !== undefined) return `would lie in ${file}, which is no folder`;
  if (before !== null || after === null || mode !== null) return null;
  const twin = repository.paths.find((other) => other !== path && other.toLowerCase() === path.toLowerCase());
  return twin === undefined ? null : `differs from ${twin} in its case alone`;
}

function linkProblem({ path, after, mode }: EditedFile, repository: RepositoryView): string | null {
  if (mode === LINK && after !== null) return 'is a symbolic link, and text would take its place';
  const linked = foldersOf(path).find((folder) => repository.mode(folder) === LINK);
  return linked === undefined ? null : `leads through ${linked}, which is a symbolic link`;
}

const SAYS_GENERATED =
  /\bdo not (?:edit|modify|change)(?: (?:this file|by hand|manually|directly))?\b|@generated\b|\bauto-?\s?generated\b|\bautomatically generated\b|\b(?:this|the) (?:file|code|module|class) (?:is|was|has been) generated\b|^\W*(?:code |file )?generated (?:by|from|with|using)\b|\bmachine[- ]generated\b/i;
const COMMENT =
  /^\s*(?:\/\/|#|\/?\*|<!--|--|;|%|"""|'''|\{\/\*|<\?php\s*(?:\/\/|#|\/\*)|["']?_?(?:comment|generated)["']?\s*:)/;
const HEAD_LINES = 12;

/** Tells whether a file says in its head that a tool writes it. */
export function saysGenerated(text: string): boolean {
  const head = lineTexts(text.replace(/^\uFEFF/, '')).slice(0, HEAD_LINES);
  return head.some((line) => COMMENT.test(line) && SAYS_GENERATED.test(line));
}

/** Tells whether the path is one of files that tools write. */
function isGeneratedPath(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  return (
    segments.slice(0, -1).some((segment) => GENERATED_FOLDERS.includes(segment)) ||
    GENERATED_ROOTS.some((root) => path.toLowerCase().startsWith(`${root}/`)) ||
    GENERATED_NAMES.some((shape) => hasShape(segments.at(-1) ?? '', shape))
  );
}

/** Tells whether a change may touch this path, by its name. */
export function isOpenPath(path: string): boolean {
  return barredPath(path) === null && !isGeneratedPath(path);
}

/** Whether the change may touch this path at all: its name, its place in the repository, and what the file is. */
export function checkPath(file: EditedFile, repository: RepositoryView): readonly Finding[] {
  const { path, before } = file;
  const forbidden = barredPath(path) ?? placeProblem(file, repository);
  const link = linkProblem(file, repository);
  const generated = isGeneratedPath(path) || (before !== null && saysGenerated(before));
  return [
    ...(forbidden === null
      ? []
      : [
          {
            code: 'forbidden-path' as const,
            path,
            sentence: `${path} ${forbidden}. Leave it out of the change.`,
          },
        ]),
    ...(link === null
      ? []
      : [{ code: 'symlink' as const, path, sentence: `${path} ${link}. Edit the file that it leads to.` }]),
    ...(generated
      ? [
          {
            code: 'generated-file' as const,
            path,
            sentence: `A tool writes ${path}. Change what it is generated from.`,
          },
        ]
      : []),
  ];
}

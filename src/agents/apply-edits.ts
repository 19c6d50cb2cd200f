import type { EditBlocks } from '#agents/edit-blocks.ts';
import { lineFed } from '#agents/file-contract.ts';
import type { ModelFiles } from '#agents/model-files.ts';
import { nearestPlace } from '#agents/nearest-place.ts';
import { holdsWithheldToken } from '#agents/redaction.ts';
import type { FileEdit } from '#ports/code-host.ts';

/** A change as whole files, and what could not be applied, in words that the author can act on. */
export interface AppliedEdits {
  readonly edits: readonly FileEdit[];
  readonly problems: readonly string[];
}

interface Block {
  readonly search: string;
  readonly replace: string;
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly replace: string;
}

function startsOf(text: string, search: string): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) starts.push(at);
  return starts;
}

function lineAt(text: string, start: number): number {
  return text.slice(0, start).split('\n').length;
}

function place(text: string, block: Block, number: number): Placed | string {
  const [search, replace] = [lineFed(block.search), lineFed(block.replace)];
  if (search === '') return `edit ${number}: search is empty; a byte order mark is no part of the text`;
  const starts = startsOf(text, search);
  const [start, ...others] = starts;
  if (start === undefined)
    return `edit ${number}: search does not stand in the file; ${nearestPlace(text, search)}`;
  if (others.length > 0) {
    const lines = starts.slice(0, 5).map((at) => lineAt(text, at));
    return `edit ${number}: search stands ${starts.length} times (lines ${lines.join(', ')}); add lines around it until it stands once`;
  }
  return { start, end: start + search.length, replace };
}

/** Applies blocks that were all looked for in the text as it was. */
function rewrite(
  text: string,
  blocks: readonly Block[],
): { readonly text: string; readonly problems: readonly string[] } {
  // A file without a final line break takes a block that ends with it; the file's contract is restored afterwards.
  const closed = text.endsWith('\n') ? text : `${text}\n`;
  const found = blocks.map((block, index) => place(closed, block, index + 1));
  const problems = found.filter((one) => typeof one === 'string');
  const placed = found.filter((one) => typeof one !== 'string').sort((a, b) => a.start - b.start);
  const clash = placed.find(({ start }, index) => index > 0 && start < (placed[index - 1]?.end ?? 0));
  if (clash !== undefined) {
    problems.push(`two edits overlap at line ${lineAt(closed, clash.start)}; make one of them`);
  }
  if (problems.length > 0) return { text, problems };
  const result = placed.reduceRight(
    (current, { start, end, replace }) => `${current.slice(0, start)}${replace}${current.slice(end)}`,
    closed,
  );
  return result === closed
    ? { text, problems: ['the edits change nothing; leave them out'] }
    : { text: result, problems };
}

async function editFile(files: ModelFiles, path: string, blocks: readonly Block[]): Promise<AppliedEdits> {
  const problem = (text: string) => `${path}: ${text}`;
  const before = await files.read(path);
  if (before === null) {
    const mode = files.repository.mode(path);
    const why =
      mode === null
        ? 'does not exist; a new file stands under newFiles'
        : 'is no text file that may be edited';
    return { edits: [], problems: [problem(why)] };
  }
  const { text, problems } = rewrite(before, blocks);
  if (problems.length > 0) return { edits: [], problems: problems.map(problem) };
  const original = (await files.repository.read(path)) ?? '';
  return withoutToken(path, await files.restore(path, text), original);
}

function withoutToken(path: string, content: string, before: string): AppliedEdits {
  if (!holdsWithheldToken(content) || holdsWithheldToken(before))
    return { edits: [{ path, content }], problems: [] };
  return { edits: [], problems: [`${path}: holds a __WITHHELD_…__ token that does not belong to this file`] };
}

async function addFile(files: ModelFiles, path: string, content: string): Promise<AppliedEdits> {
  const isFree = files.repository.mode(path) === null || (await files.read(path)) === '';
  if (!isFree) return { edits: [], problems: [`${path}: exists; change it by edits, not under newFiles`] };
  const text = lineFed(content);
  return withoutToken(path, text === '' || text.endsWith('\n') ? text : `${text}\n`, '');
}

function repeated(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.filter((path, index) => paths.indexOf(path) < index))];
}

/**
 * Applies a model's blocks to the files as they are in the repository. Every problem is found at once; `edits` holds what
 * could be applied. A line of `search` counts whatever the file's line ends are, because the model sees line feeds only.
 */
export async function applyEdits(files: ModelFiles, blocks: EditBlocks): Promise<AppliedEdits> {
  const edited = [...new Set(blocks.edits.map(({ path }) => path))];
  const added = blocks.newFiles.map(({ path }) => path);
  const twice = repeated([...edited, ...added, ...blocks.deletions]);
  const gone = blocks.deletions.filter((path) => files.repository.mode(path) === null);
  const parts = await Promise.all([
    ...edited.map((path) =>
      editFile(
        files,
        path,
        blocks.edits.filter((edit) => edit.path === path),
      ),
    ),
    ...blocks.newFiles.map(({ path, content }) => addFile(files, path, content)),
  ]);
  return {
    edits: [
      ...parts.flatMap(({ edits }) => edits),
      ...blocks.deletions.filter((path) => !gone.includes(path)).map((path) => ({ path, content: null })),
    ],
    problems: [
      ...parts.flatMap(({ problems }) => problems),
      ...gone.map((path) => `${path}: cannot be deleted: it does not exist`),
      ...twice.map((path) => `${path}: stands in two of edits, newFiles and deletions, or twice in one`),
    ],
  };
}

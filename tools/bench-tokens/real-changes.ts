import { spawnSync } from 'node:child_process';
import { editBlocks } from '#sandbox/stand-ins/openai/code/edit-blocks.ts';

/** What one commit of this project would have cost in each form, in characters. */
export interface RealChange {
  readonly blocks: number;
  readonly whole: number;
}

const MOST_FILES = 10;
const MOST_CHARACTERS = 20_000;

function git(args: readonly string[]): string {
  return spawnSync('git', args, { encoding: 'utf8', maxBuffer: 64_000_000 }).stdout;
}

function changeOf(commit: string): RealChange | null {
  const rows = git([
    'diff-tree',
    '-r',
    '--no-commit-id',
    '--no-renames',
    '--name-status',
    commit,
    '--',
    '*.ts',
  ])
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.split('\t'));
  if (rows.length === 0 || rows.length > MOST_FILES || !rows.some(([kind]) => kind === 'M')) return null;
  const answer = { edits: [] as object[], newFiles: [] as object[], deletions: [] as string[] };
  const whole: object[] = [];
  for (const [kind, path = ''] of rows) {
    const content = kind === 'D' ? null : git(['show', `${commit}:${path}`]);
    whole.push({ path, content });
    if (kind === 'M')
      answer.edits.push(...editBlocks(path, git(['show', `${commit}^:${path}`]), content ?? ''));
    else if (content === null) answer.deletions.push(path);
    else answer.newFiles.push({ path, content });
  }
  const blocks = JSON.stringify(answer).length;
  return blocks > MOST_CHARACTERS ? null : { blocks, whole: JSON.stringify({ edits: whole }).length };
}

/** The newest commits of this project that a bot could have written: TypeScript, at most ten files. None outside of a clone. */
export function realChanges(most: number): readonly RealChange[] {
  const commits = git(['log', '--no-merges', '-n', String(most * 3), '--format=%H']).split('\n');
  const changes = commits.filter((commit) => commit !== '').flatMap((commit) => changeOf(commit) ?? []);
  return changes.slice(0, most);
}

import { type DataBlock, jsonBlock } from '#agents/data-block.ts';

/** What speaks against a pull request. All of it was written by others and is data. */
export type ChangeEvidence =
  | {
      readonly kind: 'failed-checks';
      /** The checks that failed, each with the part of its log that says why. */
      readonly checks: readonly { readonly name: string; readonly log: string }[];
    }
  | {
      readonly kind: 'review';
      /** `path` and `line` if the comment stands at a place of the code. */
      readonly comments: readonly {
        readonly text: string;
        readonly path: string | null;
        readonly line: number | null;
      }[];
    };

const LONGEST_LOG = 12_000;
const LONGEST_COMMENT = 4_000;
const MOST = 10;

/** The end of a log counts: there stands what failed. */
function endOf(log: string): string {
  return log.length <= LONGEST_LOG ? log : `…${log.slice(-LONGEST_LOG)}`;
}

/** The evidence, bounded in number and length. */
export function evidenceBlock(evidence: ChangeEvidence): DataBlock {
  if (evidence.kind === 'failed-checks') {
    return jsonBlock(
      evidence.checks.slice(0, MOST).map(({ name, log }) => ({ check: name, log: endOf(log) })),
    );
  }
  return jsonBlock(
    evidence.comments
      .slice(0, MOST)
      .map(({ text, path, line }) => ({ comment: text.slice(0, LONGEST_COMMENT), path, line })),
  );
}

/** A path as logs write it, `/home/runner/work/shop/src/a.ts`, and each of its ends. */
function endsOf(word: string): readonly string[] {
  const parts = word.replace(/^(?:\.\/)+|\.+$/g, '').split('/');
  return parts.slice(0, 30).map((_, index) => parts.slice(index).join('/'));
}

/** The paths of the repository that the evidence names. */
export function pathsIn(evidence: ChangeEvidence, paths: readonly string[]): readonly string[] {
  const text =
    evidence.kind === 'failed-checks'
      ? evidence.checks.map(({ log }) => endOf(log)).join('\n')
      : evidence.comments.map(({ path, text: words }) => `${path ?? ''} ${words}`).join('\n');
  const named = new Set(text.split(/[\s"'`()[\]<>,;:=]+/).flatMap(endsOf));
  return paths.filter((path) => named.has(path));
}

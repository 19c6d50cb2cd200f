import { type Answer, bad, badly } from './answer.ts';
import { type Fields, fieldsIn, fieldsOf, isFields, textOf } from './fields.ts';
import { everyBlock } from './lint/blocks.ts';
import { limits } from './lint/limits.ts';
import { lintFallback, lintMessageBlocks, lintMetadata } from './lint/lint-message.ts';
import type { Problem } from './lint/problem.ts';
import type { SlackFile } from './state.ts';

/** What a message is to say, found good. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Fields[];
  readonly metadata: Fields | undefined;
}

/** Reads text, blocks and metadata out of a method's arguments; or refuses them as Slack would. */
export function contentOf(args: Fields, files: Record<string, SlackFile>): Content | Answer {
  const markdown = textOf(args['markdown_text']);
  if (markdown !== undefined) return markdownContent(args, markdown);
  const given = args['blocks'];
  if (given !== undefined && !Array.isArray(given)) return bad('invalid_blocks_format');
  const blocks = fieldsIn(given);
  const text = textOf(args['text']) ?? '';
  if (text.trim() === '' && blocks.length === 0) return bad('no_text');
  const problems = [...lintMessageBlocks(given ?? []), ...refusedFiles(blocks, files)];
  if (problems.length > 0) return badly('invalid_blocks', problems);
  const fallback = lintFallback(text, blocks);
  if (fallback.length > 0) return badly('no_text', fallback);
  return withMetadata(args, text, blocks);
}

function markdownContent(args: Fields, markdown: string): Content | Answer {
  if (args['blocks'] !== undefined || textOf(args['text']) !== undefined)
    return bad('markdown_text_conflict');
  if (markdown.length > limits.message.markdown) return bad('msg_too_long');
  return withMetadata(args, markdown, [{ type: 'markdown', text: markdown }]);
}

function withMetadata(args: Fields, text: string, blocks: readonly Fields[]): Content | Answer {
  const metadata = args['metadata'];
  if (metadata === undefined) return { text, blocks, metadata: undefined };
  // An empty object takes metadata away from a message that is edited.
  if (isFields(metadata) && Object.keys(metadata).length === 0) return { text, blocks, metadata };
  const problems = lintMetadata(metadata);
  if (problems.length > 0) return badly('invalid_metadata_format', problems);
  return { text, blocks, metadata: fieldsOf(metadata) };
}

/** Pictures that name a file which Slack does not have, has not finished or looked through, or that is no picture. */
export function refusedFiles(
  blocks: readonly Fields[],
  files: Record<string, SlackFile>,
): readonly Problem[] {
  return everyBlock(blocks, '/blocks').flatMap(({ block, pointer }) => {
    const named = block['slack_file'];
    const id = isFields(named) ? textOf(named['id']) : undefined;
    if (id === undefined || isShown(files, id)) return [];
    return [
      { pointer: `${pointer}/slack_file`, rule: 'slack_file:not-found', message: 'invalid slack file' },
    ];
  });
}

/** Whether a block may show the file now. Slack looks through a file after its upload, so the first tries may be refused. */
function isShown(files: Record<string, SlackFile>, id: string): boolean {
  const file = files[id];
  if (file?.isComplete !== true || !file.mimetype.startsWith('image/')) return false;
  if (file.refusals === 0) return true;
  files[id] = { ...file, refusals: file.refusals - 1 };
  return false;
}

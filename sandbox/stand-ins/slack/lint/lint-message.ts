import { type Fields, isFields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { everyBlock, lintBlocks } from './blocks.ts';
import { limits } from './limits.ts';
import { type Place, type Problem, problem } from './problem.ts';

const place: Place = { pointer: '/blocks', name: 'blocks', surface: 'message' };

/**
 * What is wrong with a message's blocks in Slack's eyes: every block by itself, and the sums that
 * hold for the whole message.
 */
export function lintMessageBlocks(blocks: unknown): readonly Problem[] {
  return [...lintBlocks(blocks, place), ...sums(blocks)];
}

/**
 * The house rule: a message with blocks carries text too, for notifications and screen readers.
 * Slack only warns of its absence; our stand-in refuses.
 */
export function lintFallback(text: unknown, blocks: unknown): readonly Problem[] {
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  return hasBlocks && (textOf(text) ?? '').trim() === ''
    ? problem(
        { pointer: '/text', name: 'message.text', surface: 'message' },
        'fallback-missing',
        fallbackRule,
      )
    : [];
}

/** What is wrong with message metadata: a name and a payload of plain values. */
export function lintMetadata(metadata: unknown): readonly Problem[] {
  const at: Place = { pointer: '/metadata', name: 'metadata', surface: 'message' };
  if (!isFields(metadata)) return problem(at, 'not-object', 'must be an object');
  if (textOf(metadata['event_type']) === undefined)
    return problem(at, 'event-type-missing', 'must have event_type');
  if (!isFields(metadata['event_payload'])) {
    return problem(at, 'event-payload-missing', 'must have event_payload, an object');
  }
  return [];
}

const fallbackRule = 'house rule: a message with blocks must have a text of its own for notifications';

function sums(blocks: unknown): readonly Problem[] {
  const all = everyBlock(blocks, '/blocks').map((one) => one.block);
  return [
    ...atMost(all, 'table', limits.message.tables),
    ...atMost(all, 'data_visualization', limits.message.charts),
    ...markdownSum(all),
  ];
}

function atMost(blocks: readonly Fields[], type: string, max: number): readonly Problem[] {
  const count = blocks.filter((block) => block['type'] === type).length;
  return count > max
    ? problem({ ...place, name: type }, 'too-many-in-message', `only ${max} ${type} allowed`)
    : [];
}

function markdownSum(blocks: readonly Fields[]): readonly Problem[] {
  const texts = blocks
    .filter((block) => block['type'] === 'markdown')
    .map((block) => textOf(block['text']) ?? '');
  const sum = texts.reduce((total, text) => total + text.length, 0);
  return texts.length > 1 && sum > limits.message.markdown
    ? problem(
        { ...place, name: 'markdown' },
        'too-long-together',
        `${sum} characters, ${limits.message.markdown} allowed`,
      )
    : [];
}

import { type Fields, fieldsIn, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { agentBlocks, container } from './agent-blocks.ts';
import { layoutBlocks } from './blocks-layout.ts';
import { dataVisualization } from './charts.ts';
import { byType, list } from './checks.ts';
import { limits } from './limits.ts';
import { type Check, inside, type Place, type Problem, problem, type Surface } from './problem.ts';
import { richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';

const childTypes: readonly string[] = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
];

const simpleBlocks: Readonly<Record<string, Check>> = {
  ...layoutBlocks,
  ...agentBlocks,
  rich_text: richText,
  table,
  data_table: dataTable,
  data_visualization: dataVisualization,
};

const children = byType(
  Object.fromEntries(Object.entries(simpleBlocks).filter(([type]) => childTypes.includes(type))),
  'unsupported-child',
);

/** Every block type that Slack knows, by its name. */
export const blockChecks: Readonly<Record<string, Check>> = {
  ...simpleBlocks,
  container: container(children),
};

/** Block types that are shown on some surfaces only; all others are shown everywhere. */
const surfaces: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  plan: ['message'],
  task_card: ['message'],
  context_actions: ['message'],
  card: ['message'],
  carousel: ['message'],
  file: ['message'],
};

/** Looks at a list of blocks: each by itself, and what holds between them. */
export function lintBlocks(blocks: unknown, place: Place): readonly Problem[] {
  const max = place.surface === 'message' ? limits.message.blocks : limits.view.blocks;
  return [...list(block, { min: 0, max })(blocks, place), ...duplicateIds(fieldsIn(blocks), place)];
}

/** All blocks of a list and those inside containers, each with its pointer. */
export function everyBlock(blocks: unknown, pointer: string): readonly { block: Fields; pointer: string }[] {
  return fieldsIn(blocks).flatMap((one, index) => [
    { block: one, pointer: `${pointer}/${index}` },
    ...everyBlock(one['child_blocks'], `${pointer}/${index}/child_blocks`),
  ]);
}

const block: Check = (value, place) => {
  const problems = byType(blockChecks, 'unknown-block')(value, { ...place, name: 'block' });
  const type = textOf(Object(value)['type']) ?? '';
  const allowed = surfaces[type];
  if (allowed === undefined || allowed.includes(place.surface)) return problems;
  const at = { ...inside(place, 'type'), name: type };
  return problem(at, `not-in-${place.surface}`, `${type} is not supported in a ${place.surface}`);
};

function duplicateIds(blocks: readonly Fields[], place: Place): readonly Problem[] {
  const seen = new Set<string>();
  return everyBlock(blocks, place.pointer).flatMap((one) => {
    const id = textOf(one.block['block_id']);
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    const at = { ...place, pointer: `${one.pointer}/block_id`, name: 'blocks' };
    return problem(at, 'duplicate-block-id', `block_id ${id} already exists`);
  });
}

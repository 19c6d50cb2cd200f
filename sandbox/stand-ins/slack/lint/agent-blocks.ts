import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { address, byType, flag, identifier, list, oneOf, shape, string } from './checks.ts';
import { cardButton } from './elements.ts';
import { limits } from './limits.ts';
import { anyText, mrkdwnOnly, picture, plain } from './objects.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';
import { richText } from './rich-text.ts';

const block_id = identifier;
const source = shape({ name: 'source', required: { url: address, text: string() } });

const taskCard: Check = shape({
  name: 'task_card',
  required: {
    task_id: string(),
    title: string(),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    block_id,
    details: byType({ rich_text: richText }),
    output: byType({ rich_text: richText }),
    sources: list(byType({ url: source })),
  },
});

const card: Check = shape({
  name: 'card',
  optional: {
    block_id,
    hero_image: picture('image_element'),
    icon: picture('image_element'),
    title: mrkdwnOnly(limits.card.title),
    subtitle: mrkdwnOnly(limits.card.subtitle),
    body: mrkdwnOnly(limits.card.body),
    actions: list(byType({ button: cardButton }), { max: limits.card.actions }),
  },
  also: (fields, place) =>
    ['hero_image', 'title', 'actions', 'body'].some((key) => fields[key] !== undefined)
      ? []
      : problem(place, 'nothing-to-show', 'must provide hero_image, title, actions or body'),
});

/** Blocks that came with agents: plans, cards, alerts, markdown. */
export const agentBlocks: Readonly<Record<string, Check>> = {
  markdown: shape({ required: { text: string({ max: limits.message.markdown }) }, optional: { block_id } }),
  task_card: taskCard,
  plan: shape({
    required: { title: string() },
    optional: { block_id, tasks: list(byType({ task_card: taskCard })) },
    also: distinctTasks,
  }),
  alert: shape({
    required: { text: anyText(limits.alert) },
    optional: { block_id, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  }),
  card,
  carousel: shape({
    required: { elements: list(byType({ card }), { max: limits.carousel }) },
    optional: { block_id },
  }),
};

/** A box around other blocks, which are checked by `children`. */
export function container(children: Check): Check {
  return shape({
    required: { child_blocks: list(children, { max: limits.container.children }) },
    optional: {
      block_id,
      title: plain(limits.container.title),
      rich_text_title: byType({ rich_text: richText }),
      subtitle: anyText(limits.container.subtitle),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: picture('image_element'),
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    also: (fields, place) =>
      fields['title'] !== undefined && fields['rich_text_title'] !== undefined
        ? problem(place, 'two-titles', 'must provide only one of title and rich_text_title')
        : [],
  });
}

function distinctTasks(fields: Readonly<Record<string, unknown>>, place: Place): readonly Problem[] {
  const ids = fieldsIn(fields['tasks']).map((task) => task['task_id']);
  const at = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  return at < 0
    ? []
    : problem(
        inside(inside(place, 'tasks'), at),
        'duplicate-task-id',
        `task_id ${String(ids[at])} is already in this plan`,
      );
}

import { type Fields, fieldsIn, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { address, byType, flag, identifier, list, oneOf, pattern, shape, string } from './checks.ts';
import { accessories, actionsElements, contextActions } from './elements.ts';
import { inputElements } from './elements-inputs.ts';
import { limits } from './limits.ts';
import { anyText, picture, plain } from './objects.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

const block_id = identifier;

const contextElements: Check = byType({
  image: picture('image_element'),
  plain_text: contextText,
  mrkdwn: contextText,
});

function contextText(value: unknown, place: Place): readonly Problem[] {
  return anyText(limits.context.text)(value, { ...place, name: 'context.text' });
}

/** The blocks that have been there from the beginning. */
export const layoutBlocks: Readonly<Record<string, Check>> = {
  divider: shape({ optional: { block_id } }),
  header: shape({ required: { text: plain(limits.header) }, optional: { block_id } }),
  section: shape({
    optional: {
      block_id,
      text: anyText(limits.section.text),
      fields: list(anyText(limits.section.field), { max: limits.section.fields }),
      accessory: byType(accessories),
      expand: flag,
    },
    also: (fields, place) =>
      fields['text'] === undefined && fields['fields'] === undefined
        ? problem(place, 'text-or-fields-missing', 'must provide text or fields')
        : [],
  }),
  context: shape({
    required: { elements: list(contextElements, { max: limits.context.elements }) },
    optional: { block_id },
  }),
  context_actions: shape({
    required: { elements: list(byType(contextActions), { max: limits.contextActions }) },
    optional: { block_id },
    also: distinctActions,
  }),
  actions: shape({
    required: { elements: list(byType(actionsElements), { max: limits.actions }) },
    optional: { block_id },
    also: distinctActions,
  }),
  image: picture('image', { block_id, title: plain(limits.image.title) }),
  input: shape({
    required: { label: plain(limits.input.label), element: byType(inputElements) },
    optional: { block_id, hint: plain(limits.input.hint), optional: flag, dispatch_action: flag },
  }),
  file: shape({ required: { source: oneOf('remote'), external_id: string() }, optional: { block_id } }),
  video: shape({
    required: {
      video_url: pattern(/^https:\/\/\S+$/u, 'an https URL'),
      thumbnail_url: address,
      alt_text: string({ max: limits.image.altText }),
      title: plain(200),
    },
    optional: {
      block_id,
      title_url: pattern(/^https:\/\/\S+$/u, 'an https URL'),
      author_name: string({ max: 50 }),
      provider_name: string({ max: 50 }),
      provider_icon_url: address,
      description: plain(200),
    },
  }),
};

/** Within one block every action_id is there once. */
function distinctActions(fields: Fields, place: Place): readonly Problem[] {
  const seen = new Set<string>();
  return fieldsIn(fields['elements']).flatMap((element, index) => {
    const id = textOf(element['action_id']);
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    const here = inside(inside(inside(place, 'elements'), index), 'action_id');
    return problem(here, 'duplicate-action-id', `action_id ${id} is already in this block`);
  });
}

import { address, byType, flag, identifier, list, number, oneOf, pattern, shape, string } from './checks.ts';
import { limits } from './limits.ts';
import type { Check } from './problem.ts';

const style = shape({
  name: 'style',
  optional: {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
});

const text = shape({ required: { text: string() }, optional: { style } });
const richLink = shape({ required: { url: address }, optional: { text: string(), style, unsafe: flag } });

const pieces: Check = byType({
  text,
  link: richLink,
  emoji: shape({
    required: { name: string() },
    optional: { style, unicode: string(), url: address, skin_tone: number({}) },
  }),
  user: shape({ required: { user_id: string() }, optional: { style } }),
  usergroup: shape({ required: { usergroup_id: string() }, optional: { style } }),
  channel: shape({ required: { channel_id: string() }, optional: { style } }),
  team: shape({ required: { team_id: string() }, optional: { style } }),
  broadcast: shape({ required: { range: oneOf('here', 'channel', 'everyone') }, optional: { style } }),
  color: shape({
    required: { value: pattern(/^#[0-9a-f]{6}$/iu, 'a colour as #RRGGBB') },
    optional: { style },
  }),
  date: shape({
    required: { timestamp: number({ min: 0 }), format: string() },
    optional: { style, url: address, fallback: string() },
  }),
});

const border = number({ min: 0, max: 1 });

/** A paragraph of pieces; an empty one is a blank line. */
const richTextSection: Check = shape({
  name: 'rich_text_section',
  required: { elements: list(pieces, { min: 0 }) },
});

/** A rich_text block: paragraphs, lists, quotations and preformatted text. */
export const richText: Check = shape({
  name: 'rich_text',
  required: {
    elements: list(
      byType({
        rich_text_section: richTextSection,
        rich_text_quote: shape({ required: { elements: list(pieces) }, optional: { border } }),
        rich_text_preformatted: shape({
          required: { elements: list(byType({ text, link: richLink })) },
          optional: { border, language: string() },
        }),
        rich_text_list: shape({
          required: {
            elements: list(byType({ rich_text_section: richTextSection })),
            style: oneOf('bullet', 'ordered'),
          },
          optional: {
            border,
            indent: number({ min: 0, max: limits.richText.indent }),
            offset: number({ min: 0 }),
          },
        }),
      }),
    ),
  },
  optional: { block_id: identifier },
});

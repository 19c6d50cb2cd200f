/** A block that Slack refuses: the block, the rule it breaks, and where below `/blocks/0` it does. */
export type MalformedBlock = readonly [why: string, block: unknown, rule: string, pointer: string];

export const plain = (text = 'Words') => ({ type: 'plain_text', text });
export const mrkdwn = (text = 'Words') => ({ type: 'mrkdwn', text });
export const long = (count: number) => 'x'.repeat(count);
export const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, i) => make(i));

const button = (more: object = {}) => ({ type: 'button', text: plain(), action_id: 'a', ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const section = (more: object) => ({ type: 'section', ...more });
const picture = { alt_text: 'A chart', image_url: 'https://example.com/a.png' };

/** Malformed layout blocks and buttons, each refused in a message for its own reason. */
export const malformedLayout: readonly MalformedBlock[] = [
  ['a block that is no object', 'divider', 'block:not-object', ''],
  ['a block without a type', { text: plain() }, 'block:type-missing', '/type'],
  ['a type that does not exist', { type: 'sektion', text: mrkdwn() }, 'block:unknown-block', '/type'],
  ['a property that does not exist', { type: 'divider', color: 'red' }, 'divider:unknown-property', ''],
  ['a block_id over 255', { type: 'divider', block_id: long(256) }, 'divider.block_id:too-long', '/block_id'],
  ['an empty block_id', { type: 'divider', block_id: '' }, 'divider.block_id:empty', '/block_id'],
  ['a section with neither text nor fields', section({}), 'section:text-or-fields-missing', ''],
  [
    'a section text over 3,000',
    section({ text: mrkdwn(long(3_001)) }),
    'section.text:too-long',
    '/text/text',
  ],
  ['an empty section text', section({ text: mrkdwn('') }), 'section.text:empty', '/text/text'],
  ['a section text that is a string', section({ text: 'Words' }), 'section.text:not-object', '/text'],
  [
    'a text type that does not exist',
    section({ text: { type: 'markdown', text: 'x' } }),
    'section.text.type:not-allowed',
    '/text/type',
  ],
  [
    'emoji on mrkdwn',
    section({ text: { ...mrkdwn(), emoji: true } }),
    'section.text:foreign-property',
    '/text',
  ],
  ['eleven fields', section({ fields: many(11, () => mrkdwn()) }), 'section.fields:too-many', '/fields'],
  ['no fields', section({ fields: [] }), 'section.fields:too-few', '/fields'],
  [
    'a field over 2,000',
    section({ fields: [mrkdwn(long(2_001))] }),
    'section.fields:too-long',
    '/fields/0/text',
  ],
  [
    'an input as accessory',
    section({ text: mrkdwn(), accessory: { type: 'plain_text_input' } }),
    'section.accessory:unsupported-type',
    '/accessory/type',
  ],
  [
    'an accessory list',
    section({ text: mrkdwn(), accessory: [button()] }),
    'section.accessory:not-object',
    '/accessory',
  ],
  [
    'expand that is a word',
    section({ text: mrkdwn(), expand: 'yes' }),
    'section.expand:not-boolean',
    '/expand',
  ],
  ['a header over 150', { type: 'header', text: plain(long(151)) }, 'header.text:too-long', '/text/text'],
  ['a header in mrkdwn', { type: 'header', text: mrkdwn() }, 'header.text.type:not-allowed', '/text/type'],
  ['a header without text', { type: 'header' }, 'header.text:missing', '/text'],
  ['an empty context', { type: 'context', elements: [] }, 'context.elements:too-few', '/elements'],
  [
    'eleven context elements',
    { type: 'context', elements: many(11, () => mrkdwn()) },
    'context.elements:too-many',
    '/elements',
  ],
  [
    'a button in a context',
    { type: 'context', elements: [button()] },
    'context.elements:unsupported-type',
    '/elements/0/type',
  ],
  [
    'a context text over 2,000',
    { type: 'context', elements: [mrkdwn(long(2_001))] },
    'context.text:too-long',
    '/elements/0/text',
  ],
  [
    'an image without alt text',
    { type: 'image', image_url: picture.image_url },
    'image.alt_text:missing',
    '/alt_text',
  ],
  [
    'an image without a picture',
    { type: 'image', alt_text: 'A chart' },
    'image:image_url-or-slack_file-missing',
    '',
  ],
  [
    'an image from two places',
    { type: 'image', ...picture, slack_file: { id: 'F00000001' } },
    'image:image_url-and-slack_file',
    '',
  ],
  [
    'an image address that is none',
    { type: 'image', ...picture, image_url: 'a.png' },
    'image.image_url:malformed',
    '/image_url',
  ],
  [
    'an image address over 3,000',
    { type: 'image', ...picture, image_url: `https://a.b/${long(3_000)}` },
    'image.image_url:too-long',
    '/image_url',
  ],
  [
    'the id of a slack file that is none',
    { type: 'image', alt_text: 'x', slack_file: { id: 'chart.png' } },
    'slack_file.id:malformed',
    '/slack_file/id',
  ],
  [
    'a slack file by id and url',
    { type: 'image', alt_text: 'x', slack_file: { id: 'F00000001', url: 'https://a.b' } },
    'slack_file:id-and-url',
    '/slack_file',
  ],
  ['actions without elements', { type: 'actions' }, 'actions.elements:missing', '/elements'],
  [
    '26 buttons',
    actions(...many(26, (i) => button({ action_id: `a${i}` }))),
    'actions.elements:too-many',
    '/elements',
  ],
  [
    'a text input among actions',
    actions({ type: 'plain_text_input', action_id: 'a' }),
    'actions.elements:unsupported-type',
    '/elements/0/type',
  ],
  [
    'two equal action_ids in one block',
    actions(button(), button()),
    'actions:duplicate-action-id',
    '/elements/1/action_id',
  ],
  [
    'a button text over 75',
    actions(button({ text: plain(long(76)) })),
    'button.text:too-long',
    '/elements/0/text/text',
  ],
  [
    'a button text in mrkdwn',
    actions(button({ text: mrkdwn() })),
    'button.text.type:not-allowed',
    '/elements/0/text/type',
  ],
  [
    'a button value over 2,000',
    actions(button({ value: long(2_001) })),
    'button.value:too-long',
    '/elements/0/value',
  ],
  [
    'a button value that is an object',
    actions(button({ value: { id: 1 } })),
    'button.value:not-text',
    '/elements/0/value',
  ],
  [
    'a button style that does not exist',
    actions(button({ style: 'warning' })),
    'button.style:not-allowed',
    '/elements/0/style',
  ],
  [
    'a button address that is none',
    actions(button({ url: 'example' })),
    'button.url:malformed',
    '/elements/0/url',
  ],
  [
    'an action_id over 255',
    actions(button({ action_id: long(256) })),
    'button.action_id:too-long',
    '/elements/0/action_id',
  ],
  [
    'a confirm title over 100',
    actions(button({ confirm: { title: plain(long(101)), text: plain() } })),
    'confirm.title:too-long',
    '/elements/0/confirm/title/text',
  ],
  [
    'a confirm text over 300',
    actions(button({ confirm: { text: plain(long(301)) } })),
    'confirm.text:too-long',
    '/elements/0/confirm/text/text',
  ],
  [
    'a confirm button over 30',
    actions(button({ confirm: { text: plain(), confirm: plain(long(31)) } })),
    'confirm.confirm:too-long',
    '/elements/0/confirm/confirm/text',
  ],
  [
    'a confirm without text',
    actions(button({ confirm: { title: plain() } })),
    'confirm.text:missing',
    '/elements/0/confirm/text',
  ],
  [
    'an overflow of six',
    actions({ type: 'overflow', options: many(6, (i) => ({ text: plain(), value: `${i}` })) }),
    'overflow.options:too-many',
    '/elements/0/options',
  ],
  [
    'feedback without a thumb down',
    {
      type: 'context_actions',
      elements: [{ type: 'feedback_buttons', positive_button: { text: plain(), value: 'u' } }],
    },
    'feedback_buttons.negative_button:missing',
    '/elements/0/negative_button',
  ],
  [
    'an icon that does not exist',
    { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'bin', text: plain() }] },
    'icon_button.icon:not-allowed',
    '/elements/0/icon',
  ],
  [
    'a video over plain http',
    { type: 'video', video_url: 'http://a.b', thumbnail_url: 'https://a.b', alt_text: 'x', title: plain() },
    'video.video_url:malformed',
    '/video_url',
  ],
];

import { long, many, mrkdwn, plain } from './malformed-layout.ts';

/** A whole thing that Slack refuses: the rule it breaks, and where. */
export type MalformedWhole = readonly [why: string, whole: unknown, rule: string, pointer: string];

const modal = (more: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [], ...more });
const home = (more: object = {}) => ({ type: 'home', blocks: [], ...more });
const divider = { type: 'divider' };
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
const input = (more: object = {}, blockId = 'one') => ({
  type: 'input',
  block_id: blockId,
  label: plain(),
  element: { type: 'plain_text_input', ...more },
});
const chart = {
  type: 'data_visualization',
  title: 'Split',
  chart: { type: 'pie', segments: [{ label: 'control', value: 1 }] },
};

/** Lists of blocks that a message cannot hold, though each block is well made. */
export const malformedMessages: readonly MalformedWhole[] = [
  ['blocks that are no list', { type: 'divider' }, 'blocks:not-list', '/blocks'],
  ['51 blocks', many(51, () => divider), 'blocks:too-many', '/blocks'],
  [
    'a block_id twice',
    many(2, () => ({ ...divider, block_id: 'x' })),
    'blocks:duplicate-block-id',
    '/blocks/1/block_id',
  ],
  ['two tables', [table, table], 'table:too-many-in-message', '/blocks'],
  ['three charts', [chart, chart, chart], 'data_visualization:too-many-in-message', '/blocks'],
  [
    'markdown over 12,000 together',
    many(2, () => ({ type: 'markdown', text: long(6_001) })),
    'markdown:too-long-together',
    '/blocks',
  ],
  ['an alert', [{ type: 'alert', text: plain() }], 'alert:not-in-message', '/blocks/0/type'],
  [
    'a file input',
    [{ ...input(), element: { type: 'file_input' } }],
    'file_input:outside-modal',
    '/blocks/0/element',
  ],
  [
    'a response_url for a message menu',
    [{ type: 'actions', elements: [{ type: 'channels_select', response_url_enabled: true }] }],
    'channels_select:response-url-outside-modal',
    '/blocks/0/elements/0',
  ],
];

/** Modals that Slack refuses. */
export const malformedModals: readonly MalformedWhole[] = [
  ['a view that is no object', 'modal', 'modal:not-object', '/view'],
  ['a modal without a title', { type: 'modal', blocks: [] }, 'modal.title:missing', '/view/title'],
  ['a modal without blocks', { type: 'modal', title: plain() }, 'modal.blocks:missing', '/view/blocks'],
  ['a title over 24', modal({ title: plain(long(25)) }), 'modal.title:too-long', '/view/title/text'],
  ['a title in mrkdwn', modal({ title: mrkdwn() }), 'modal.title.type:not-allowed', '/view/title/type'],
  ['an empty title', modal({ title: plain('') }), 'modal.title:empty', '/view/title/text'],
  ['a submit over 24', modal({ submit: plain(long(25)) }), 'modal.submit:too-long', '/view/submit/text'],
  ['a close over 24', modal({ close: plain(long(25)) }), 'modal.close:too-long', '/view/close/text'],
  ['an input without submit', modal({ blocks: [input()] }), 'modal:submit-missing', '/view/submit'],
  [
    'private metadata over 3,000',
    modal({ private_metadata: long(3_001) }),
    'modal.private_metadata:too-long',
    '/view/private_metadata',
  ],
  [
    'private metadata that is an object',
    modal({ private_metadata: {} }),
    'modal.private_metadata:not-text',
    '/view/private_metadata',
  ],
  [
    'a callback_id over 255',
    modal({ callback_id: long(256) }),
    'modal.callback_id:too-long',
    '/view/callback_id',
  ],
  [
    'an external_id over 255',
    modal({ external_id: long(256) }),
    'modal.external_id:too-long',
    '/view/external_id',
  ],
  ['101 blocks', modal({ blocks: many(101, () => divider) }), 'blocks:too-many', '/view/blocks'],
  ['a table', modal({ blocks: [table] }), 'table:not-in-modal', '/view/blocks/0/type'],
  [
    'markdown',
    modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
    'markdown:not-in-modal',
    '/view/blocks/0/type',
  ],
  [
    'a plan',
    modal({ blocks: [{ type: 'plan', title: 'Plan' }] }),
    'plan:not-in-modal',
    '/view/blocks/0/type',
  ],
  [
    'two focused inputs',
    modal({
      submit: plain(),
      blocks: [input({ focus_on_load: true }), input({ focus_on_load: true }, 'two')],
    }),
    'modal:two-focused',
    '/view/blocks/1',
  ],
  ['a property that does not exist', modal({ colour: 'red' }), 'modal:unknown-property', '/view'],
  [
    'notify_on_close that is a word',
    modal({ notify_on_close: 'yes' }),
    'modal.notify_on_close:not-boolean',
    '/view/notify_on_close',
  ],
  ['a Home as a modal', { ...modal(), type: 'home' }, 'modal.type:not-allowed', '/view/type'],
];

/** Homes that Slack refuses. */
export const malformedHomes: readonly MalformedWhole[] = [
  ['a Home with a title', home({ title: plain() }), 'home:unknown-property', '/view'],
  ['a Home without blocks', { type: 'home' }, 'home.blocks:missing', '/view/blocks'],
  ['a modal as a Home', home({ type: 'modal' }), 'home.type:not-allowed', '/view/type'],
  [
    'private metadata over 3,000',
    home({ private_metadata: long(3_001) }),
    'home.private_metadata:too-long',
    '/view/private_metadata',
  ],
  [
    'an alert',
    home({ blocks: [{ type: 'alert', text: plain() }] }),
    'alert:not-in-home',
    '/view/blocks/0/type',
  ],
  ['a table', home({ blocks: [table] }), 'table:not-in-home', '/view/blocks/0/type'],
  ['a chart', home({ blocks: [chart] }), 'data_visualization:not-in-home', '/view/blocks/0/type'],
  [
    'a file input',
    home({ blocks: [{ ...input(), element: { type: 'file_input' } }] }),
    'file_input:outside-modal',
    '/view/blocks/0/element',
  ],
];

import { actions, button, confirmation, linkButton } from '#block-kit/buttons.ts';
import {
  channelSelect,
  checkboxes,
  multiStaticSelect,
  multiUserSelect,
  radioButtons,
  selectMenu,
  staticSelect,
  userSelect,
} from '#block-kit/choices.ts';
import { inputBlock, numberInput, textInput } from '#block-kit/inputs.ts';
import { context, divider, fields, header, section, slackImage, urlImage } from '#block-kit/layout.ts';
import { plan, taskCard } from '#block-kit/plan.ts';
import {
  richLink,
  richList,
  richPreformatted,
  richQuote,
  richRun,
  richSection,
  richText,
} from '#block-kit/rich-text.ts';
import { tableBlock } from '#test/support/table-block.ts';

const picture = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A chart' };
const words = { type: 'plain_text', text: 'Words' };
const choices = [
  { value: 'a', label: 'Apple' },
  { value: 'b', label: 'Pear' },
];
const input = (blockId: string) => ({ label: 'Label', blockId, actionId: 'value' });
const confirm = confirmation({ title: 'Sure?', text: 'Really', confirm: 'Yes', deny: 'No', style: 'danger' });

/** Blocks that Slack takes in every surface, as the builders make them. */
export const everywhere: Readonly<Record<string, object>> = {
  section: section('*Text*', { accessory: button({ label: 'Go', actionId: 'go', value: 'v', confirm }) }),
  fields: fields(['*A*\n1', '*B*\n2']),
  header: header('Headline'),
  context: context(['small', 'print']),
  contextImage: { type: 'context', elements: [picture, { type: 'mrkdwn', text: 'x' }] },
  divider: divider(),
  image: urlImage('https://example.com/a.png', 'A chart', 'Title'),
  slackImage: slackImage('F00000001', 'A chart'),
  actions: actions([
    button({ label: 'Yes', actionId: 'yes', style: 'primary' }),
    linkButton('Open', 'https://example.com', 'open'),
    selectMenu({ actionId: 'menu', choices, initial: 'a', placeholder: 'Choose' }),
  ]),
  overflow: {
    type: 'actions',
    elements: [{ type: 'overflow', action_id: 'more', options: [{ text: words, value: 'a' }] }],
  },
  pickers: {
    type: 'actions',
    elements: [
      { type: 'datepicker', action_id: 'day', initial_date: '2026-09-01' },
      { type: 'timepicker', action_id: 'time', initial_time: '09:30', timezone: 'Europe/Berlin' },
      { type: 'datetimepicker', action_id: 'moment', initial_date_time: 1_788_000_000 },
    ],
  },
  richText: richText([
    richSection([richRun('bold', { bold: true }), richLink('https://example.com', 'link')]),
    richList([richSection([richRun('one')])], 'ordered', 2),
    richQuote([richRun('said')]),
    richPreformatted('code'),
  ]),
  video: {
    type: 'video',
    video_url: 'https://example.com/v',
    thumbnail_url: 'https://example.com/t.png',
    alt_text: 'A film',
    title: words,
  },
  container: { type: 'container', title: words, child_blocks: [section('inside'), divider()], width: 'wide' },
};

/** Blocks that belong in messages. */
export const inMessages: Readonly<Record<string, object>> = {
  table: tableBlock([
    ['Metric', 'Lift'],
    ['x', { value: 1, text: '1 %' }],
  ]),
  dataTable: {
    type: 'data_table',
    caption: 'Results',
    page_size: 10,
    row_header_column_index: 0,
    rows: [
      [
        { type: 'raw_text', text: 'Day' },
        { type: 'raw_text', text: 'Units' },
      ],
      [
        { type: 'raw_text', text: '1' },
        { type: 'raw_number', text: '10', value: 10 },
      ],
    ],
  },
  plan: plan('Plan', [{ id: 'a', title: 'Design', status: 'complete', output: 'done' }]),
  taskCard: taskCard({
    id: 'a',
    title: 'Design',
    status: 'in_progress',
    details: 'more',
    sources: [{ url: 'https://example.com', text: 'Source' }],
  }),
  markdown: { type: 'markdown', text: '**bold**' },
  contextActions: {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'thumbs',
        positive_button: { text: words, value: 'up' },
        negative_button: { text: words, value: 'down' },
      },
      { type: 'icon_button', action_id: 'bin', icon: 'trash', text: words },
    ],
  },
  card: {
    type: 'card',
    title: { type: 'mrkdwn', text: 'Card' },
    actions: [button({ label: 'Go', actionId: 'go' })],
  },
  carousel: { type: 'carousel', elements: [{ type: 'card', body: { type: 'mrkdwn', text: 'Card' } }] },
  bars: {
    type: 'data_visualization',
    title: 'Lift by day',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'control',
          data: [
            { label: 'Mon', value: 1 },
            { label: 'Tue', value: -2.5 },
          ],
        },
      ],
      axis_config: { categories: ['Mon', 'Tue'], y_label: 'Lift' },
    },
  },
  pie: {
    type: 'data_visualization',
    title: 'Split',
    chart: {
      type: 'pie',
      segments: [
        { label: 'control', value: 50 },
        { label: 'treatment', value: 50 },
      ],
    },
  },
  remoteFile: { type: 'file', source: 'remote', external_id: 'x' },
};

/** Blocks that belong in modals. */
export const inModals: Readonly<Record<string, object>> = {
  alert: { type: 'alert', level: 'warning', text: words },
  text: textInput({
    ...input('text'),
    initial: 'abc',
    minLength: 2,
    maxLength: 300,
    multiline: true,
    hint: 'Hint',
  }),
  number: numberInput({ ...input('number'), initial: 5, min: 1, max: 10 }),
  decimal: numberInput({ ...input('decimal'), initial: 0.5, decimals: true }),
  select: staticSelect({ ...input('select'), choices, initial: 'b' }),
  multiSelect: multiStaticSelect({ ...input('multi'), choices, initial: ['a'] }),
  radio: radioButtons({ ...input('radio'), choices, initial: 'a' }),
  boxes: checkboxes({ ...input('boxes'), choices, initial: ['a', 'b'], optional: true }),
  user: userSelect({ ...input('user'), initial: 'U1' }),
  users: multiUserSelect(input('users')),
  channel: channelSelect({ ...input('channel'), placeholder: 'Where' }),
  grouped: inputBlock(
    { label: 'Groups', blockId: 'grouped' },
    {
      type: 'static_select',
      action_id: 'value',
      option_groups: [
        {
          label: { type: 'plain_text', text: 'G' },
          options: [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }],
        },
      ],
    },
  ),
  email: inputBlock({ label: 'Mail', blockId: 'mail' }, { type: 'email_text_input', action_id: 'value' }),
  url: inputBlock({ label: 'Link', blockId: 'link' }, { type: 'url_text_input', action_id: 'value' }),
  file: inputBlock(
    { label: 'File', blockId: 'file' },
    { type: 'file_input', action_id: 'value', max_files: 1 },
  ),
  rich: inputBlock(
    { label: 'Rich', blockId: 'rich' },
    { type: 'rich_text_input', action_id: 'value', max_lines: 9 },
  ),
};

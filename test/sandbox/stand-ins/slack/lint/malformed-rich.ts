import { long, type MalformedBlock, many, mrkdwn, plain } from './malformed-layout.ts';

const raw = (text = 'x') => ({ type: 'raw_text', text });
const table = (rows: unknown, more: object = {}) => ({ type: 'table', rows, ...more });
const dataTable = (rows: unknown, more: object = {}) => ({
  type: 'data_table',
  caption: 'Results',
  rows,
  ...more,
});
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const line = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const task = (more: object = {}) => ({
  type: 'task_card',
  task_id: 't',
  title: 'Design',
  status: 'pending',
  ...more,
});
const chart = (body: object, title = 'Lift') => ({ type: 'data_visualization', title, chart: body });
const points = (...labels: string[]) => labels.map((label) => ({ label, value: 1 }));
const bars = (more: object = {}) => ({
  type: 'bar',
  series: [{ name: 'control', data: points('Mon', 'Tue') }],
  axis_config: { categories: ['Mon', 'Tue'] },
  ...more,
});
const pie = (segments: unknown) => chart({ type: 'pie', segments });

/** Malformed tables, charts, plans and rich text, each refused in a message for its own reason. */
export const malformedRich: readonly MalformedBlock[] = [
  ['a table without rows', table([]), 'table.rows:too-few', '/rows'],
  ['a table of 101 rows', table(many(101, () => [raw()])), 'table.rows:too-many', '/rows'],
  ['a table of 21 columns', table([many(21, () => raw())]), 'table.rows:too-many', '/rows/0'],
  ['a table with unequal rows', table([[raw(), raw()], [raw()]]), 'table:unequal-rows', '/rows/1'],
  ['a table cell in mrkdwn', table([[mrkdwn()]]), 'table.rows:unsupported-cell', '/rows/0/0/type'],
  ['an empty table cell', table([[raw('')]]), 'raw_text.text:empty', '/rows/0/0/text'],
  [
    'a number cell without a number',
    table([[{ type: 'raw_number', text: '1', value: '1' }]]),
    'raw_number.value:not-number',
    '/rows/0/0/value',
  ],
  [
    'a table alignment that does not exist',
    table([[raw()]], { column_settings: [{ align: 'middle' }] }),
    'column_settings.align:not-allowed',
    '/column_settings/0/align',
  ],
  [
    'a table of over 10,000 characters',
    table([[raw(long(6_000)), raw(long(4_001))]]),
    'table:too-much-text',
    '',
  ],
  [
    'a data table without a caption',
    { type: 'data_table', rows: [[raw()], [raw()]] },
    'data_table.caption:missing',
    '/caption',
  ],
  ['a data table of headings only', dataTable([[raw()]]), 'data_table.rows:too-few', '/rows'],
  [
    'a data table with unequal rows',
    dataTable([[raw(), raw()], [raw()]]),
    'data_table:unequal-rows',
    '/rows/1',
  ],
  [
    'a rich heading in a data table',
    dataTable([[rich(line())], [raw()]]),
    'data_table:rich-heading',
    '/rows/0/0',
  ],
  [
    'a data table page of 101',
    dataTable([[raw()], [raw()]], { page_size: 101 }),
    'data_table.page_size:out-of-range',
    '/page_size',
  ],
  [
    'a header column that is not there',
    dataTable([[raw()], [raw()]], { row_header_column_index: 1 }),
    'data_table:no-such-column',
    '/row_header_column_index',
  ],
  ['markdown over 12,000', { type: 'markdown', text: long(12_001) }, 'markdown.text:too-long', '/text'],
  ['empty markdown', { type: 'markdown', text: '' }, 'markdown.text:empty', '/text'],
  ['a plan without a title', { type: 'plan', tasks: [task()] }, 'plan.title:missing', '/title'],
  [
    'a plan with a task twice',
    { type: 'plan', title: 'Plan', tasks: [task(), task()] },
    'plan:duplicate-task-id',
    '/tasks/1',
  ],
  [
    'a plan of sections',
    { type: 'plan', title: 'Plan', tasks: [{ type: 'section', text: mrkdwn() }] },
    'plan.tasks:unsupported-type',
    '/tasks/0/type',
  ],
  ['a task status that does not exist', task({ status: 'done' }), 'task_card.status:not-allowed', '/status'],
  [
    'a task without an id',
    { type: 'task_card', title: 'Design', status: 'pending' },
    'task_card.task_id:missing',
    '/task_id',
  ],
  [
    'task details in plain text',
    task({ details: plain() }),
    'task_card.details:unsupported-type',
    '/details/type',
  ],
  [
    'a task source without an address',
    task({ sources: [{ type: 'url', text: 'x' }] }),
    'source.url:missing',
    '/sources/0/url',
  ],
  [
    'a rich text piece that does not exist',
    rich(line({ type: 'bold', text: 'x' })),
    'rich_text_section.elements:unsupported-type',
    '/elements/0/elements/0/type',
  ],
  [
    'a rich text style that does not exist',
    rich(line({ type: 'text', text: 'x', style: { big: true } })),
    'style:unknown-property',
    '/elements/0/elements/0/style',
  ],
  ['empty rich text', rich(), 'rich_text.elements:too-few', '/elements'],
  [
    'a rich text list without a style',
    rich({ type: 'rich_text_list', elements: [line()] }),
    'rich_text_list.style:missing',
    '/elements/0/style',
  ],
  [
    'a rich text indent of nine',
    rich({ type: 'rich_text_list', style: 'bullet', indent: 9, elements: [line()] }),
    'rich_text_list.indent:out-of-range',
    '/elements/0/indent',
  ],
  [
    'an empty run of rich text',
    rich(line({ type: 'text', text: '' })),
    'text.text:empty',
    '/elements/0/elements/0/text',
  ],
  ['a card with nothing on it', { type: 'card', subtitle: mrkdwn() }, 'card:nothing-to-show', ''],
  ['a card body over 200', { type: 'card', body: mrkdwn(long(201)) }, 'card.body:too-long', '/body/text'],
  [
    'a carousel of eleven',
    { type: 'carousel', elements: many(11, () => ({ type: 'card', body: mrkdwn() })) },
    'carousel.elements:too-many',
    '/elements',
  ],
  [
    'a container in a container',
    { type: 'container', child_blocks: [{ type: 'container', child_blocks: [{ type: 'divider' }] }] },
    'container.child_blocks:unsupported-child',
    '/child_blocks/0/type',
  ],
  [
    'a container with two titles',
    { type: 'container', title: plain(), rich_text_title: rich(line()), child_blocks: [{ type: 'divider' }] },
    'container:two-titles',
    '',
  ],
  ['a chart title over 50', chart(bars(), long(51)), 'data_visualization.title:too-long', '/title'],
  [
    'a chart that does not exist',
    chart({ type: 'radar' }),
    'data_visualization.chart:unsupported-chart',
    '/chart/type',
  ],
  [
    'a chart without axes',
    chart({ type: 'line', series: bars().series }),
    'line.axis_config:missing',
    '/chart/axis_config',
  ],
  [
    'an axis label over 50',
    chart(bars({ axis_config: { categories: ['Mon', 'Tue'], x_label: long(51) } })),
    'axis_config.x_label:too-long',
    '/chart/axis_config/x_label',
  ],
  [
    'a series without a category',
    chart(bars({ axis_config: { categories: ['Mon', 'Tue', 'Wed'] } })),
    'bar:categories-differ',
    '/chart/series/0',
  ],
  [
    'two series of one name',
    chart(bars({ series: [bars().series[0], bars().series[0]] })),
    'bar:duplicate-name',
    '/chart/series/1',
  ],
  [
    'a category twice',
    chart(bars({ axis_config: { categories: ['Mon', 'Mon'] } })),
    'bar:duplicate-category',
    '/chart/axis_config',
  ],
  [
    'a series name over 20',
    chart(bars({ series: [{ name: long(21), data: points('Mon', 'Tue') }] })),
    'chart_series.name:too-long',
    '/chart/series/0/name',
  ],
  [
    'a pie slice of nothing',
    pie([{ label: 'control', value: 0 }]),
    'chart_segment:not-positive',
    '/chart/segments/0/value',
  ],
  [
    'a pie of 13 slices',
    pie(points(...Array.from({ length: 13 }, (_, i) => `s${i}`))),
    'pie.segments:too-many',
    '/chart/segments',
  ],
];

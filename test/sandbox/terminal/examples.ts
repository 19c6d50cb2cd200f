import { actions, button, confirmation, linkButton } from '#block-kit/buttons.ts';
import { multiStaticSelect, radioButtons, staticSelect, userSelect } from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import { context, divider, fields, header, section, urlImage } from '#block-kit/layout.ts';
import { plan, type Task } from '#block-kit/plan.ts';
import { richLink, richList, richQuote, richRun, richSection, richText } from '#block-kit/rich-text.ts';
import { modal } from '#block-kit/view.ts';
import { type Fields, fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { initialValues } from '#sandbox/stand-ins/slack/initial-values.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { numbersWithin } from '#sandbox/terminal/buttons.ts';
import type { Look } from '#sandbox/terminal/look.ts';
import type { ShownMessage } from '#sandbox/terminal/message.ts';
import { tableBlock } from '#test/support/table-block.ts';

const PEOPLE: Readonly<Record<string, string>> = { U1: 'mia', U2: 'priya', B1: 'experiment_bot' };

/** Blocks as they come over the wire. */
export function onTheWire(blocks: readonly object[]): readonly Fields[] {
  return fieldsIn(JSON.parse(JSON.stringify(blocks)));
}

/** A look at a terminal of so many columns. */
export function lookAt(columns: number, blocks: readonly Fields[] = []): Look {
  return {
    columns,
    names: { user: (id) => PEOPLE[id] ?? id, channel: (id) => (id === 'C1' ? 'growth' : id) },
    numberOf: numbersWithin(blocks),
  };
}

/** A message of the bot on 7 September 2026 at nine; a reply where `inThread`. */
export function messageOf(
  blocks: readonly object[],
  { text = 'fallback', inThread = true } = {},
): ShownMessage {
  const ts = `${Date.UTC(2026, 8, 7, 9) / 1000}.000002`;
  const thread = inThread ? { thread_ts: `${Date.UTC(2026, 8, 7, 9) / 1000}.000001` } : {};
  return { ts, user: 'B1', text, blocks: onTheWire(blocks), ...thread };
}

/** A card such as the bot's, in a state with this next step. */
export function cardBlocks(status: string, next: string) {
  return [
    header('Move the first gate from level 30 to level 40'),
    fields([
      `*Status*\n${status}`,
      '*Owner*\n<@U1>',
      '*Surface*\nlevel gate',
      '*Sample*\n45,095 per variant, 14 days',
      '*Progress*\n▓▓▓▓▓░░░░░ 50 % · day 8 of 14',
    ]),
    section(`*Next*  ${next}`),
    context(['`move-the-first-gate` · asked for by <@U1>']),
  ];
}

/** Four buttons, one behind a question. */
export function reviewButtons() {
  return actions([
    button({ label: 'Approve', actionId: 'approve', value: 'v', style: 'primary' }),
    button({ label: 'Ask for changes', actionId: 'changes', value: 'v' }),
    button({
      label: 'Launch',
      actionId: 'launch',
      value: 'v',
      confirm: confirmation({ title: 'Launch?', text: 'It goes out.', confirm: 'Launch', deny: 'Not yet' }),
    }),
    button({ label: 'Reject', actionId: 'reject', value: 'v', style: 'danger' }),
    linkButton('Open pull request', 'https://github.com/acme/shop/pull/1', 'open_link'),
  ]);
}

/** Four steps in these states. */
export function steps(...states: readonly Task['status'][]) {
  const titles = ['Understand the idea', 'Read the baseline', 'Design the experiment', 'Check the policy'];
  const tasks = titles.map((title, index) => {
    const status = states[index] ?? 'pending';
    return {
      id: `step-${index}`,
      title,
      status,
      ...(status === 'complete' ? { details: `done, note ${index}` } : {}),
    };
  });
  return [section('Planning the experiment'), plan('Planning the experiment', tasks)];
}

/** One of every other kind of block. */
export function everyKind() {
  return [
    section(
      '*Bold*, _slanted_, ~gone~, `code`, 3 * 4 * 5, snake_case_word, :rocket: :no_such_emoji: &lt;b&gt; &amp;',
    ),
    section(
      '<https://example.com/a|a link>, <http://127.0.0.1:4000/x|a loopback link>, <@U2>, <#C1>, <!channel>',
    ),
    section('Until <!date^1788775200^{date_short_pretty} at {time}|later>.'),
    section(
      '• a point that is long enough to be wrapped once it reaches the end of the line, and hangs\n• another\n>quoted',
    ),
    divider(),
    urlImage('https://example.com/p.png', 'a chart of two lines'),
    richText([
      richSection([
        richRun('Rich ', { bold: true }),
        richRun('text with '),
        richLink('https://example.com', 'words'),
      ]),
      richList([richSection([richRun('one')]), richSection([richRun('two')])], 'ordered'),
      richQuote([richRun('said before')]),
    ]),
    tableBlock([
      ['Metric', 'Control', 'Treatment'],
      ['7-day retention', '19.02 %', '18.20 %'],
      ['日本語の指標', '1 %', '2 %'],
    ]),
    { type: 'video' },
  ];
}

/** The bot's kind of form, with what was filled in at first. */
export function formView(): SlackView {
  const choices = [
    { value: 'retention_7d', label: '7-day retention', description: 'came back within seven days' },
    { value: 'visit_rate', label: 'Visit rate' },
  ];
  const field = (id: string, label: string) => ({ label, blockId: id, actionId: id });
  const made = modal({
    callbackId: 'request',
    title: 'New experiment',
    submit: 'Plan it',
    close: 'Cancel',
    blocks: [
      textInput({
        ...field('idea', 'What do you want to change?'),
        initial: 'Move the gate',
        multiline: true,
      }),
      staticSelect({ ...field('goal', 'Goal metric'), choices, initial: 'visit_rate' }),
      multiStaticSelect({
        ...field('guardrails', 'Guardrails'),
        choices,
        optional: true,
        hint: 'Leave empty for proposals.',
      }),
      numberInput({ ...field('lift', 'Smallest lift, in %'), initial: 5, decimals: true, min: 1 }),
      radioButtons({
        ...field('risk', 'Risk'),
        choices: [
          { value: 'low', label: 'Low' },
          { value: 'high', label: 'High' },
        ],
        initial: 'low',
      }),
      userSelect({ ...field('owner', 'Owner'), initial: 'U1' }),
    ],
  });
  const blocks = onTheWire(made.blocks);
  return {
    ...{
      id: 'V1',
      type: 'modal',
      team_id: 'T1',
      app_id: 'A1',
      bot_id: 'B1',
      callback_id: 'request',
      external_id: '',
    },
    ...{ title: { ...made.title }, submit: { ...made.submit }, close: { ...made.close }, blocks },
    ...{ private_metadata: '', clear_on_close: false, notify_on_close: false, root_view_id: 'V1' },
    ...{ previous_view_id: null, hash: 'h', state: { values: initialValues(blocks) } },
  };
}

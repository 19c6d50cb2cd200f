import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped } from '#features/as-typed.ts';
import { escapedText } from '#sandbox/stand-ins/slack/people/escaped-text.ts';
import { stateOf } from '#sandbox/stand-ins/slack/workspace.ts';

const state = stateOf({
  users: [{ id: 'U0000000MIA', name: 'mia' }],
  channels: [{ id: 'C0000000GEN', name: 'general' }],
  userGroups: [{ handle: 'growth-team', members: ['mia'] }],
});

describe('asTyped', () => {
  // The left side is what Slack documents for commands with `should_escape`.
  it.each([
    ['Announce it in <#C0000000GEN|general> first', 'Announce it in #general first'],
    ['Announce it in <#C0000000GEN|> first', 'Announce it in #channel first'],
    ['Announce it in <#C0000000GEN> first', 'Announce it in #channel first'],
    ['Ask <!subteam^S0614TZR7|@growth-team> and <!here>', 'Ask @growth-team and @here'],
    ['Ask <!here|here> or <!subteam^S0614TZR7>', 'Ask @here or @group'],
    ['As on <https://shop.example/a?b=1&amp;c=2>', 'As on https://shop.example/a?b=1&c=2'],
    ['As on <http://shop.example|shop.example>', 'As on shop.example'],
    ['Write to <mailto:help@shop.example|help@shop.example>', 'Write to help@shop.example'],
    ['Show &lt;b&gt; &amp; "x"', 'Show <b> & "x"'],
    ['Show &amp;lt; as it is', 'Show &lt; as it is'],
    ['Ask <@U0000000MIA|mia> and <@U0000000SAM>', 'Ask <@U0000000MIA> and <@U0000000SAM>'],
  ])('reads %j as people wrote it', (sent, typed) => {
    expect(asTyped(sent)).toBe(typed);
  });

  it('undoes what Slack does to any text without a person in it', () => {
    const part = fc.constantFrom(
      ...['#general', '#nowhere', '@growth-team', '@here', 'https://shop.example/a?b=1&c=2', 'shop.example'],
      ...[
        'help@shop.example',
        '<b>',
        '&',
        '&amp;',
        '<',
        '>',
        '|',
        'a|b',
        ' ',
        ', ',
        'x',
        '\n',
        '`key`',
        '<!channel>',
      ],
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        expect(asTyped(escapedText(state, typed))).toBe(typed);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUBCOMMANDS } from '#app/features.ts';
import { readCommand } from '#features/read-command/read-command.ts';

const KNOWN = [
  { key: 'first-gate', title: 'First gate at level 40' },
  { key: 'men-s-e-mail', title: 'Men’s e-mail' },
  { key: 'women-s-e-mail', title: 'Women’s e-mail' },
  { key: 'onboarding', title: 'Onboarding', isOver: true },
];

/** What was understood, in a few words. */
function understood(typed: string): string {
  const read = readCommand(typed, SUBCOMMANDS, KNOWN);
  switch (read.kind) {
    case 'subcommand':
      return `${read.subcommand.word}(${read.rest})`;
    case 'idea':
      return `idea: ${read.idea}`;
    case 'guess':
      return `guess: ${read.calls.join(' | ')}`;
    case 'unknown':
      return `unknown ${read.word}, closest ${read.closest}`;
  }
}

describe('readCommand', () => {
  it.each([
    ['', 'help()'],
    ['   ', 'help()'],
    ['help', 'help()'],
    ['HELP', 'help()'],
    ['list', 'list()'],
    ['status nothing-like-it', 'status(nothing-like-it)'],
    ['  status   nothing-like-it ', 'status(nothing-like-it)'],
    ['STATUS First-Gate', 'status(first-gate)'],
    ['status `first-gate`', 'status(first-gate)'],
    ['status "first-gate".', 'status(first-gate)'],
    ['status #first-gate?', 'status(first-gate)'],
    ['status of the experiment *first-gate*', 'status(first-gate)'],
    ['status level 40', 'status(first-gate)'],
    ['show first-gate', 'status(first-gate)'],
    ['stauts first-gate', 'status(first-gate)'],
    ['first-gate', 'status(first-gate)'],
    ['first-gate status', 'status(first-gate)'],
    ['first-gate pause it crashes', 'pause(first-gate it crashes)'],
    ['list mine', 'list(mine)'],
    ['list running 2', 'list(running 2)'],
    ['list my experiments', 'list(my experiments)'],
    ['list gifts', 'list(gifts)'],
    ['pause first-gate it shows twice', 'pause(first-gate it shows twice)'],
    ['cancel first-gate', 'cancel(first-gate)'],
    ['cancel nothing-like-it', 'cancel(nothing-like-it)'],
    ['Cancel first-gate the season is over', 'cancel(first-gate the season is over)'],
    ['status first-gate please', 'status(first-gate)'],
    ['retry first-gate', 'retry(first-gate)'],
    ['create Move the gate to level 40', 'create(Move the gate to level 40)'],
    ['create', 'create()'],
    ['new', 'new()'],
    ['new Move the gate to level 40', 'new(Move the gate to level 40)'],
    ['analyze first-gate', 'analyze(first-gate)'],
    ['promote first-gate please', 'promote(first-gate)'],
    ['rollback first-gate it crashes', 'rollback(first-gate it crashes)'],
    ['stop first-gate the season is over', 'stop(first-gate the season is over)'],
    ['auto dry-run first-gate', 'auto(dry-run first-gate)'],
    ['auto on first-gate please', 'auto(on first-gate)'],
    ['auto', 'auto()'],
  ])('%j is a call', (typed, call) => {
    expect(understood(typed)).toBe(call);
  });

  it.each([
    ['pasue first-gate', 'pause first-gate'],
    ['pause frist-gate it crashes', 'pause first-gate it crashes'],
    ['puase frist-gate', 'pause first-gate'],
    ['cancel first-gates', 'cancel first-gate'],
    ['kill first-gate', 'stop first-gate'],
    ['please pause first-gate', 'pause first-gate'],
    ['pause the music of first-gate', 'pause first-gate'],
    ['pause the first gate', 'pause first-gate'],
    ['pause e-mail', 'pause men-s-e-mail | pause women-s-e-mail'],
    ['status e-mail', 'status men-s-e-mail | status women-s-e-mail'],
    ['status', 'status first-gate | status men-s-e-mail | status women-s-e-mail'],
    ['auto on', 'auto on first-gate | auto on men-s-e-mail | auto on women-s-e-mail'],
    ['auto on first-gat', 'auto on first-gate'],
    ['first-gate is broken', 'status first-gate'],
    ['first-gatee', 'status first-gate'],
    ['Stop showing the onboarding twice', 'stop onboarding'],
  ])('%j is asked about: %j', (typed, calls) => {
    expect(understood(typed)).toBe(`guess: ${calls}`);
  });

  it.each([
    'Move the first gate from level 30 to level 40',
    'list all the gifts on one page',
    'help new players past level 3',
    'retry failed payments the next day',
    'Cancel button should be green on checkout',
    'Pause the music at the first gate',
    'resume where you left off',
    'forget <@U0000000MIA> and her friends',
    'status messages in the chat should fade',
    'promote the newest gift on the first page',
    'stop showing the banner twice',
    'auto play videos',
    'auto complete the search box',
    'Like first-gate, but for payers',
    'Onboarding should be green',
    'The status bar should be green',
    'Show the price before the cart',
    'analyze all levels before the first gate',
    'Show `code` & <b>markup</b> *in* the title',
    '🎉 confetti',
    '把第一个关卡从30级移到40级',
    'ปุ่มซื้อใหญ่ขึ้น',
    'Bewege die Schranke',
    'حرك البوابة الأولى',
  ])('%j is an idea', (typed) => {
    expect(understood(typed)).toBe(`idea: ${typed}`);
  });

  it.each([
    ['lst', 'list'],
    ['stats', 'status'],
    ['hlep', 'help'],
    ['resum', 'resume'],
    ['checkout', null],
    ['🎉', null],
    ['<!channel>', null],
  ])('%j is neither, with %j as the nearest word', (typed, closest) => {
    expect(understood(typed)).toBe(`unknown ${typed}, closest ${closest}`);
  });

  it('keeps line breaks and length of an idea', () => {
    const idea = `Move the gate\n\n${'x'.repeat(9_000)}`;
    expect(understood(idea)).toBe(`idea: ${idea}`);
  });

  it('never opens the form for a mistyped command with a key, and finds the right one', () => {
    const commands = [
      'pause',
      'resume',
      'cancel',
      'status',
      'retry',
      'analyze',
      'promote',
      'rollback',
      'extend',
    ];
    const keys = KNOWN.map(({ key }) => key).filter((key) => key.includes('-'));
    const typo = (word: string) =>
      fc
        .tuple(fc.nat(word.length - 2), fc.constantFrom('drop', 'double', 'swap', 'change'))
        .map(([at, how]) => {
          const [a = '', b = ''] = [word[at], word[at + 1]];
          const instead = { drop: b, double: `${a}${a}${b}`, swap: `${b}${a}`, change: `x${b}` }[how];
          return `${word.slice(0, at)}${instead}${word.slice(at + 2)}`;
        });
    const around = fc.constantFrom(['', ''], ['`', '`'], ['"', '".'], ['#', ''], ['*', '*'], ['', '!']);
    const typed = fc
      .tuple(
        fc.constantFrom(...commands),
        fc.constantFrom(...keys),
        around,
        fc.constantFrom('command', 'key', 'none'),
      )
      .chain(([command, key, [before, after], where]) =>
        fc.record({
          call: fc.constant(`${command} ${key}`),
          command: where === 'command' ? typo(command) : fc.constant(command.toUpperCase()),
          key: (where === 'key' ? typo(key) : fc.constant(key)).map((word) => `${before}${word}${after}`),
        }),
      );
    fc.assert(
      fc.property(typed, ({ call, command, key }) => {
        const [word = '', name = ''] = call.split(' ');
        const read = understood(`${command} ${key}`);
        expect([`${word}(${name})`, `guess: ${call}`]).toContain(read);
      }),
    );
  });
});

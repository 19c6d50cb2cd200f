import { describe, expect, it } from 'vitest';
import { form, typed } from './typed.ts';

const IDEA = '/experiment new Move the first gate from level 30 to level 40';

describe('the prompt', () => {
  it('carries an experiment from the idea to the decision, as several people', async () => {
    const shown = await typed([
      ...[IDEA, ...form('1', '2', '4', '1')],
      ...['1', 'as priya', '1', 'as sam', 'merge', 'as priya', 'press 2', 'no', '2', ''],
      ...['advance 23d', '4', 'advance 2h', 'merge', 'list', 'thread 1', 'quit'],
    ]);
    const inOrder = [
      /@mia 09:01 › 1\n.*\(only you see this\)\n\s*│ You asked for this experiment/s,
      /You are @priya/,
      /✓ Approved by @priya/,
      /@sam merges pull request #1 on GitHub/,
      /Launch\?.*\n?.*› no\nNot pressed\./,
      /✓ Launched by @priya/,
      /Look 1 of 2/,
      /Look 2 of 2/,
      /100 % of 90,189 units/,
      /✓ Killed by @priya/,
      /merges pull request #2 on GitHub/,
      /1 {2}move-the-first-gate-from-level-30-to {2}completed/,
      /╭─ Move the first gate from level 30 to level 40 ─/,
      /› quit\n$/,
    ];
    let rest = shown;
    for (const part of inOrder) {
      const found = part.exec(rest);
      expect(found?.[0], `${part} in:\n${rest.slice(0, 2_000)}`).toBeDefined();
      rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
    }
  });

  it('asks for the idea alone, and shows what was chosen for the rest', async () => {
    const shown = await typed([IDEA.replace('new ', ''), '', '', '', 'quit']);
    expect(shown).toContain('Owner: who answers for it (optional)');
    expect(shown).toContain('Chosen by the designer');
    expect(shown).toContain('[1] Approve');
  });

  it('numbers menus and what one person alone sees, too', async () => {
    const key = 'move-the-first-gate-from-level-30-to';
    const shown = await typed([
      ...[IDEA, ...form('1', '2', '4', '1'), `/experiment pasue ${key} it crashes`],
      ...['8', '9', '8', '1', 'too early', 'quit'],
    ]);
    expect(shown).toMatch(/\[6\]\sYes, pause move-the-first-gate/);
    expect(shown).toContain('Which? › 9\nNothing is chosen.');
    expect(shown).toMatch(/ {2}1 {2}End….*Which\? › 1.*Cancelled by @mia: “too early”/s);
  });

  it('asks a field again with the reason, and keeps what was typed elsewhere', async () => {
    const shown = await typed([
      ...[
        IDEA,
        '',
        '12',
        '1',
        '',
        'x',
        '1',
        '',
        '',
        '0.01',
        '',
        '',
        '60 / 50',
        'level gate',
        '',
        'x',
        '',
        '',
        '',
        '@nobody',
        '@sam',
      ],
      ...['4', '2', '50/50', 'quit'],
    ]);
    expect(shown).toContain('✗ Type a number from 1 to 9.');
    expect(shown).toContain('✗ Type numbers from 1 to 9.');
    expect(shown).toContain('✗ Type 1.');
    expect(shown).toContain('✗ Type one of @mia, @priya, @sam, @ada.');
    expect(shown).toContain('✗ Please enter a number of at least 0.1. (Smallest lift');
    expect(shown).toContain('✗ These sum to 110 %, but must sum to 100 %. (Split');
    expect(shown).toContain('  [7-day retention] › 2');
    expect(shown).toMatch(/Owner +\S*.*\n.*@sam/);
    expect(shown).toContain('[1] Approve');
  });

  it('shows a page of details, closes it, and goes on', async () => {
    const shown = await typed([IDEA.replace('new ', ''), '', '', '', '5', 'list', 'quit']);
    expect(shown).toMatch(/› 5\n[\s\S]*╭─ [\s\S]*Hypothesis[\s\S]*› list\n/);
  });

  it('closes a form that is given up, and begins nothing', async () => {
    const shown = await typed([IDEA, '', 'cancel', 'list', 'quit']);
    expect(shown).toContain('The form is closed; nothing was sent.');
    expect(shown).toContain('There is no experiment yet.');
  });

  it('gives a hint for what it does not know', async () => {
    const shown = await typed([
      'fly',
      'make it green',
      '/remind',
      '7',
      'merge',
      'as bob',
      'thread 3',
      'advance soon',
      'help',
    ]);
    expect(shown).toContain('I do not know “fly”.');
    expect(shown).toContain('type /experiment make it green');
    expect(shown).toContain('The only slash command here is /experiment.');
    expect(shown).toContain('There is no button to press now.');
    expect(shown).toContain('There is no such open pull request.');
    expect(shown).toContain('No person is called bob. The people here are @mia, @priya, @sam, @ada.');
    expect(shown).toContain('There is no thread 3.');
    expect(shown).toContain('How long? Such as advance 3d');
    expect(shown).toContain('act as another person');
  });

  it('sends the name of a person as a mention', async () => {
    const shown = await typed(['as ada', '/experiment forget @mia', '/experiment forget @bob']);
    expect(shown.match(/Name the person/g)).toHaveLength(1);
    expect(shown).toContain('Nothing is held about this person.');
  });

  it('passes the bot’s own words on', async () => {
    const shown = await typed(['/experiment lst', '/experiment help']);
    expect(shown).toContain('Did you mean /experiment list?');
    expect(shown).toContain('What /experiment can do');
  });

  it('welcomes in at most twelve lines, and ends when it is told to', async () => {
    const ended = new AbortController();
    ended.abort();
    const shown = await typed(['list'], ended.signal);
    expect(shown.trimEnd().split('\n').length).toBeLessThanOrEqual(12);
    expect(shown).toContain('/experiment Move the first gate');
    expect(shown).not.toContain('There is no experiment yet.');
  });
});

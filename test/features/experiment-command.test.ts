import { describe, expect, it } from 'vitest';
import { SUBCOMMANDS } from '#app/features.ts';
import { readCommand } from '#features/experiment-command.ts';

/** What was understood, in a few words. */
async function understood(typed: string): Promise<string> {
  const read = await readCommand(typed, SUBCOMMANDS, async (key) => key === 'first-gate');
  switch (read.kind) {
    case 'subcommand':
      return `${read.subcommand.word}(${read.rest})`;
    case 'idea':
      return `idea: ${read.idea}`;
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
    ['status move-the-first-gate', 'status(move-the-first-gate)'],
    ['  status   move-the-first-gate ', 'status(move-the-first-gate)'],
    ['status', 'status()'],
    ['pause first-gate it shows twice', 'pause(first-gate it shows twice)'],
    ['cancel first-gate', 'cancel(first-gate)'],
    ['cancel first-gates', 'cancel(first-gates)'],
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
  ])('%j is a call', async (typed, call) => {
    expect(await understood(typed)).toBe(call);
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
    'analyze all levels before the first gate',
    'Show `code` & <b>markup</b> *in* the title',
    '🎉 confetti',
    '把第一个关卡从30级移到40级',
    'ปุ่มซื้อใหญ่ขึ้น',
    'Bewege die Schranke',
    'حرك البوابة الأولى',
  ])('%j is an idea', async (typed) => {
    expect(await understood(typed)).toBe(`idea: ${typed}`);
  });

  it.each([
    ['lst', 'list'],
    ['stats', 'status'],
    ['hlep', 'help'],
    ['resum', 'resume'],
    ['checkout', null],
    ['🎉', null],
    ['<!channel>', null],
  ])('%j is neither, with %j as the nearest word', async (typed, closest) => {
    expect(await understood(typed)).toBe(`unknown ${typed}, closest ${closest}`);
  });

  it('keeps line breaks and length of an idea', async () => {
    const idea = `Move the gate\n\n${'x'.repeat(9_000)}`;
    expect(await understood(idea)).toBe(`idea: ${idea}`);
  });
});

import { describe, expect, it } from 'vitest';
import { SUBCOMMANDS } from '#app/features.ts';
import { ACTIONS } from '#app/register.ts';
import { ASKED_ACTS, actIn } from '#features/ask-the-record/acts.ts';
import { synonymOf } from '#features/read-command/command-words.ts';

describe('what people want done in words', () => {
  it.each([
    ['ship it', 'ship'],
    ['pause please', 'pause'],
    ['please Pause this experiment!', 'pause'],
    ['can you approve the plan?', 'approve'],
    ['could you please stop it?', 'kill'],
    ['rollback please', 'undo'],
    ['roll it out', null],
    ['should we ship it?', null],
    ['launch date?', null],
    ['why was it stopped?', null],
    ['the plan says to end in May', null],
    ['', null],
  ])('%s', (text, id) => {
    expect(actIn(text)?.id ?? null).toBe(id);
  });

  it('names commands that there are, and words of one act alone', () => {
    const words = SUBCOMMANDS.map(({ word }) => word);
    const commands = ASKED_ACTS.flatMap(({ command }) => command ?? []);
    expect(commands.filter((command) => !words.includes(command))).toEqual([]);
    const said = ASKED_ACTS.flatMap(({ id, words: others }) => [id, ...others]);
    expect(new Set(said).size).toBe(said.length);
    for (const act of ASKED_ACTS) expect([act.command, act.button]).not.toEqual([null, null]);
    expect(ACTIONS.has('rate_answer')).toBe(true);
  });

  it('mean the same by a word as a command that begins with it', () => {
    const commands = new Set(ASKED_ACTS.map(({ command }) => command));
    const others = ASKED_ACTS.flatMap(({ id, command, words }) =>
      [id, ...words].flatMap((word) => {
        const typed = commands.has(word) ? word : synonymOf(word);
        return typed !== null && commands.has(typed) && typed !== command ? [[word, command, typed]] : [];
      }),
    );
    expect(others).toEqual([]);
  });
});

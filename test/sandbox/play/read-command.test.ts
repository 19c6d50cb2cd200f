import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlayCommand } from '#sandbox/play/read-command.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';

describe('a typed line', () => {
  it.each([
    ['', { kind: 'nothing' }],
    ['  2 ', { kind: 'press', number: 2 }],
    ['press 12', { kind: 'press', number: 12 }],
    ['as @Priya', { kind: 'as', name: 'priya' }],
    ['as', { kind: 'as', name: null }],
    ['advance 3d', { kind: 'advance', milliseconds: 3 * DAY }],
    ['advance 2 weeks', { kind: 'advance', milliseconds: 14 * DAY }],
    ['advance 12h', { kind: 'advance', milliseconds: 12 * HOUR }],
    ['advance 1.5 hours', { kind: 'advance', milliseconds: 90 * MINUTE }],
    ['merge', { kind: 'merge', number: null }],
    ['merge #3', { kind: 'merge', number: 3 }],
    ['thread', { kind: 'thread', which: null }],
    ['thread move-the-gate', { kind: 'thread', which: 'move-the-gate' }],
    ['LIST', { kind: 'list' }],
    ['?', { kind: 'help' }],
    ['exit', { kind: 'quit' }],
    ['/experiment', { kind: 'slash', text: '' }],
    ['/experiment status x', { kind: 'slash', text: 'status x' }],
  ])('“%s” is understood', (text, command) => {
    expect(readPlayCommand(text)).toEqual(command);
  });

  it.each([
    'press',
    'press two',
    'advance',
    'advance 0d',
    'advance 900d',
    'merge x',
    '/experiments',
    'list all',
    'constructor',
    '__proto__',
  ])('“%s” gets a hint', (text) => {
    expect(readPlayCommand(text)).toMatchObject({ kind: 'unknown', hint: expect.stringMatching(/\w/) });
  });

  it('is never a fault, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => readPlayCommand(text).kind.length > 0));
  });
});

import { describe, expect, it } from 'vitest';
import { readArguments, wholeNumber } from '#tools/command-line.ts';

const options = { seed: { type: 'string', default: '1' } } as const;

describe('a command line', () => {
  it('is read with its defaults', () => {
    const read = readArguments({ args: ['file'], options, allowPositionals: true });
    expect(read).toMatchObject({ kind: 'ok', value: { values: { seed: '1' }, positionals: ['file'] } });
  });

  it.each([[['--sead', '2']], [['--seed']], [['file']]])('is refused as %j', (args) => {
    const read = readArguments({ args, options });
    expect(read).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/^[A-Z].+/) });
  });

  it('takes whole numbers from 0 on', () => {
    expect(['7', '0', '-1', '1.5', '1e3', '', 'x', '9007199254740993'].map(wholeNumber)).toEqual([
      ...[7, 0],
      ...Array.from({ length: 6 }, () => null),
    ]);
  });
});

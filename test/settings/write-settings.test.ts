import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { writeSettings } from '#settings/file/write-settings.ts';
import { runs } from '#test/support/runs.ts';
import { anySettings } from './arbitrary-settings.ts';

describe('settings that are written to a file', () => {
  it('read back equal, whatever they hold', () => {
    fc.assert(
      fc.property(anySettings, fc.string({ unit: 'grapheme' }), (settings, heading) => {
        const written = writeSettings(settings, heading);
        const read = readSettings(written);
        expect(read.kind === 'ok' ? read.value : [read.problem, written]).toEqual(settings);
      }),
      { numRuns: runs(300) },
    );
  });

  it('read back equal with a line break and a colon in a group that would stand on one line', () => {
    const rules = [{ match: 'equals', property: ':\n!', value: 'yes' }] as const;
    const [surface] = EXAMPLE_SETTINGS.surfaces;
    if (surface === undefined) throw new Error('the example has no surface');
    const settings = {
      ...EXAMPLE_SETTINGS,
      surfaces: [{ ...surface, rules }, ...EXAMPLE_SETTINGS.surfaces.slice(1)],
    };
    const read = readSettings(writeSettings(settings, 'exported'));
    expect(read.kind === 'ok' ? read.value.surfaces[0]?.rules : read.problem).toEqual(rules);
  });

  it('have a comment on top and small groups on one line', () => {
    const written = writeSettings(EXAMPLE_SETTINGS, 'First line\nSecond line');
    expect(written.startsWith('# First line\n# Second line\n')).toBe(true);
    expect(written).toContain('      - {match: named, value: level gate}\n');
  });
});

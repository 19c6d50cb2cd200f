import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '#domain/configurations/configuration.ts';
import {
  configurationFields,
  readConfigurationField,
} from '#features/propose-experiment/form-configurations.ts';
import { hostileText } from '#test/features/hostile.ts';

type Configurations = Readonly<Record<string, Configuration>>;

/** What the field holds when a request is edited. */
function shown(configurations: Configurations): string {
  const [field] = configurationFields({ configurable: true }, { configurations });
  const { element } = field ?? {};
  return element?.type === 'plain_text_input' ? (element.initial_value ?? '') : '';
}

describe('the field for configurations', () => {
  it('shows one name a line, every sign, and a name before its value from right to left, too', () => {
    expect(
      shown({ control: { a: { b: 1 } }, treatment: { نموذج: 'كبير', c: 'x\u200B' } }).split('\n'),
    ).toEqual([
      ...['{', '  "control": {', '    "a": {', '      "b": 1', '    }', '  },', '  "treatment": {'],
      '    \u2068"نموذج"\u2069: \u2068"كبير"\u2069,',
      ...['    "c": "x\\u200b"', '  }', '}'],
    ]);
  });

  it('holds all that a request can have, and reads back as it', () => {
    const text = fc.oneof(
      fc.string(),
      hostileText,
      fc.constantFrom('نموذج', '“a”', ' \u00A0 ', 'x'.repeat(600)),
    );
    const value = fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 }), fc.dictionary(text, text));
    const configuration = fc.dictionary(text, value, { maxKeys: 4 });
    fc.assert(
      fc.property(configuration, configuration, (control, treatment) => {
        const configurations: Configurations = JSON.parse(JSON.stringify({ control, treatment }));
        fc.pre(JSON.stringify(configurations).length <= 2_800);
        expect(shown(configurations).length).toBeLessThanOrEqual(3_000);
        expect(readConfigurationField(shown(configurations))).toEqual({
          kind: 'ok',
          value: { configurations },
        });
      }),
    );
    const wide = { control: { list: Array.from({ length: 600 }, () => 1) }, treatment: { list: [2] } };
    expect(readConfigurationField(shown(wide))).toEqual({ kind: 'ok', value: { configurations: wide } });
  });
});

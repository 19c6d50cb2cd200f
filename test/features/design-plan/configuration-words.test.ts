import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Configuration,
  configurationProblem,
  isConfigurationObject,
} from '#domain/configurations/configuration.ts';
import { writtenPlace, writtenValue } from '#domain/configurations/written-configuration.ts';
import type { Plan } from '#domain/plan.ts';
import { configurationSections, wholeConfigurations } from '#features/design-plan/configuration-words.ts';
import { hostileText } from '#test/features/hostile.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

function planOf(...configurations: readonly Configuration[]): Plan {
  const variants = GATE_PLAN.variants.map((variant, at) => ({
    ...variant,
    configuration: configurations[at] ?? {},
  }));
  return { ...GATE_PLAN, variants };
}

function textsOf(blocks: readonly object[]): readonly string[] {
  return blocks.map((block) => ('text' in block ? (block.text as { text: string }).text : ''));
}

/** What stands between back quotes, as it is shown but for signs of direction. */
function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]*)`/g)].map(([, inside = '']) =>
    inside
      .replaceAll(/[\u2068\u2069]/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

function changes(before: Configuration, after: Configuration): readonly string[] {
  return textsOf(configurationSections(planOf(before, after))).flatMap((text) => text.split('\n').slice(1));
}

function leavesOf(configuration: Configuration, above: readonly string[] = []): readonly string[] {
  return Object.entries(configuration).flatMap(([name, value]) =>
    isConfigurationObject(value) && Object.keys(value).length > 0
      ? leavesOf(value, [...above, name])
      : [writtenPlace([...above, name]), writtenValue(value)],
  );
}

describe('what a treatment changes of the configuration', () => {
  it('has the values of its own name, also if a name holds a dot', () => {
    expect(changes({ 'a.b': 1, a: { b: 2 } }, { 'a.b': 10, a: { b: 20 } })).toEqual([
      '• sets `"a.b"` to `10` in place of `1`',
      '• sets `a.b` to `20` in place of `2`',
    ]);
  });

  it.each([
    ['model:', 'large', '`"model:"` to `"large"`'],
    ['model to 5', '5', '`"model to 5"` to `"5"`'],
    ['"a"', '"b"', '`"\\"a\\""` to `"\\"b\\""`'],
    ['a`b', 'nothing', '`"a\\u0060b"` to `"nothing"`'],
    ['نموذج', 'كبير', '`\u2068نموذج\u2069` to `\u2068"كبير"\u2069`'],
    ['דגם.א', 'גדול', '`\u2068"דגם.א"\u2069` to `\u2068"גדול"\u2069`'],
    ['x\u200B', 'y\u202E', '`"x\\u200b"` to `"y\\u202e"`'],
    ['\u{1E900}', '\u{10A00}', '`\u2068\u{1E900}\u2069` to `\u2068"\u{10A00}"\u2069`'],
  ])('tells the name %j from the value %j', (name, value, words) => {
    expect(changes({ [name]: '' }, { [name]: value })).toEqual([`• sets ${words} in place of \`""\``]);
  });

  it('keeps each name in a list beside its value, whichever way they are written', () => {
    expect(changes({ a: [] }, { a: [{ نموذج: 'كبير' }, 5] })[0]).toContain(
      '`[{\u2068"نموذج"\u2069:\u2068"كبير"\u2069},5]`',
    );
  });

  it('shows of long values the part in which they begin to differ', () => {
    const long = 'You answer tickets. '.repeat(20);
    const [line = ''] = changes({ prompt: `${long}Be brief.` }, { prompt: `${long}Take time.` });
    expect(line).toBe('• sets `prompt` to `…tickets. Take time."` in place of `…tickets. Be brief."`');
  });

  it('is no line if there are no configurations', () => {
    expect([...configurationSections(GATE_PLAN), ...wholeConfigurations(GATE_PLAN)]).toEqual([]);
  });
});

describe('the configurations in the details', () => {
  it('are whole, however they are written, and fit into their sections', () => {
    const name = fc.oneof(fc.string(), hostileText, fc.constantFrom('a.b', 'نموذج', 'מודל:', '&&&&', '`'));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        name,
        fc.integer(),
        fc.string({ unit: 'binary', maxLength: 900 }),
        fc.string({ unit: fc.constantFrom('&', '`', '\u200B', 'م'), maxLength: 900 }),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(name, tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 }), (given) => {
        const configuration = JSON.parse(JSON.stringify(given)) as Configuration;
        fc.pre(configurationProblem(configuration) === null);
        const whole = textsOf(wholeConfigurations(planOf(configuration, { b: 1 })));
        const brief = textsOf(configurationSections(planOf({ b: 1 }, configuration)));
        for (const text of [...whole, ...brief]) {
          expect(text.length).toBeLessThanOrEqual(3_000);
          expect(text.split('`').length % 2).toBe(1);
        }
        const end = whole.findIndex((text) => text.includes('`treatment`'));
        const codes = codesIn(whole.slice(0, end < 0 ? undefined : end).join(' ')).slice(1);
        expect(codes.join('').replaceAll('……', '')).toBe(leavesOf(configuration).join(''));
      }),
    );
  });
});

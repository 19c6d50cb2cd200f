import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExperimentRequest } from '#domain/plan.ts';
import { IDEA_LENGTH } from '#features/propose-experiment/idea-length.ts';
import { readForm } from '#features/propose-experiment/read-form.ts';
import { CHOICES } from '#test/features/choices.ts';
import { hostileText } from '#test/features/hostile.ts';

const text = (value: string | null) => ({ value });
const option = (value: string) => ({ selected_option: { value } });

const FILLED: Readonly<Record<string, object>> = {
  idea: text('Move the first gate from level 30 to level 40'),
  goalMetric: option('retention_7d'),
  guardrailMetrics: { selected_options: [{ value: 'revenue_per_user' }] },
  smallestLift: text('5'),
  trafficShare: text('100'),
  split: text('50 / 50'),
  surface: option('level gate'),
  repository: option('acme/shop'),
  risk: option('medium'),
  owner: { selected_user: 'U0MARIA' },
};

/** The form as Slack sends it, with some fields as they are here. */
function submit(change: Readonly<Record<string, object>> = {}) {
  const fields = Object.entries({ ...FILLED, ...change });
  const state = Object.fromEntries(fields.map(([name, field]) => [name, { [name]: field }]));
  return readForm(state, CHOICES);
}

function read(change: Readonly<Record<string, object>> = {}): ExperimentRequest {
  const result = submit(change);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function errors(change: Readonly<Record<string, object>>) {
  const result = submit(change);
  return result.kind === 'refused' ? result.problem : {};
}

describe('readForm', () => {
  it('drops a guardrail of every experiment that is made the goal, and refuses another one', () => {
    const both = { selected_options: [{ value: 'retention_7d' }, { value: 'crash_rate' }] };
    expect(errors({ guardrailMetrics: both })).toEqual({
      guardrailMetrics: 'The goal cannot be its own guardrail.',
    });
    const state = Object.entries({ ...FILLED, guardrailMetrics: both });
    const fields = Object.fromEntries(state.map(([name, field]) => [name, { [name]: field }]));
    const result = readForm(fields, { ...CHOICES, guardrails: ['retention_7d', 'crash_rate'] });
    expect(result).toMatchObject({ kind: 'ok', value: { guardrailMetrics: ['crash_rate'] } });
  });

  it('takes configurations if the flags carry them, and says at their field what is wrong', () => {
    const typed = (value: string, choices = { ...CHOICES, configurable: true as const }) => {
      const fields = Object.entries({ ...FILLED, configurations: text(value) });
      const state = Object.fromEntries(fields.map(([name, field]) => [name, { [name]: field }]));
      return readForm(state, choices);
    };
    expect(typed('{"treatment":{"gate":40}}')).toMatchObject({
      ...{ kind: 'ok', value: { configurations: { treatment: { gate: 40 } } } },
    });
    const phone = typed('{“treatment”:\u00A0{"gate": 40, \u2068"خطوة"\u2069: “A”}}');
    expect(phone).toMatchObject({
      ...{ kind: 'ok', value: { configurations: { treatment: { gate: 40, خطوة: 'A' } } } },
    });
    expect(read({ configurations: text('  ') })).not.toHaveProperty('configurations');
    for (const [value, problem] of [
      ['[1]', 'Type a JSON object'],
      ['{', 'Type a JSON object'],
      ['{"treatment":5}', '"treatment" must be a JSON object.'],
      ['{"control":{"gate":30}}', 'Give treatment a configuration.'],
      ['{"treatment":{"gate":', 'It ends before each bracket and quotation mark is closed.'],
      ['{"treatment":{"gate":30,}}', 'It breaks behind …atment":{"gate":30,}: names'],
      ['{"treatment":{"gate":30},"treatment":{"gate":40}}', 'The name "treatment" stands twice'],
      ['{"treatment":{"gate":30,"g\\u0061te":40}}', 'stands twice in one object'],
      ...[6, 1_400, 10_000, 100_000].flatMap((levels) =>
        (['[]', 'object'] as const).map((kind) => {
          const [open, close] = kind === '[]' ? ['[', ']'] : ['{"a":', '}'];
          const deep = `{"a":${open.repeat(levels)}1${close.repeat(levels)}}`;
          const words = 'The configuration of treatment is deeper than 5 levels: take';
          return [`{"control":{"a":1},"treatment":${deep}}`, words] as const;
        }),
      ),
    ] as const)
      expect(typed(value)).toMatchObject({
        ...{ kind: 'refused', problem: { configurations: expect.stringContaining(problem) } },
      });
    expect(errors({ configurations: text('{"treatment":{"gate":40}}') })).toEqual({
      configurations: 'The flags of this workspace carry no configurations.',
    });
  });

  it('refuses a quantile as a goal at its field', () => {
    const catalogue = CHOICES.catalogue.map((metric) =>
      ['retention_7d', 'visit_rate'].includes(metric.key) ? { ...metric, kind: 'quantile' as const } : metric,
    );
    const fields = Object.entries({ ...FILLED, otherGoals: { selected_options: [{ value: 'visit_rate' }] } });
    const state = Object.fromEntries(fields.map(([name, field]) => [name, { [name]: field }]));
    expect(readForm(state, { ...CHOICES, catalogue })).toMatchObject({
      kind: 'refused',
      problem: {
        goalMetric:
          '"7-day retention" is a quantile, for which no plan can be sized. Choose another goal; it can be a guardrail.',
        otherGoals: expect.stringContaining('is a quantile'),
      },
    });
  });

  it('reads other goals, and drops a guardrail of every experiment that is made one', () => {
    const options = (...keys: readonly string[]) => ({
      selected_options: keys.map((value) => ({ value })),
    });
    const request = read({ otherGoals: options('visit_rate', 'support_contact') });
    expect(request.otherGoals).toEqual(['visit_rate', 'support_contact']);
    expect(read({ otherGoals: options() })).not.toHaveProperty('otherGoals');
    const problem = (change: Readonly<Record<string, object>>) => Object.entries(errors(change));
    expect(problem({ otherGoals: options('revenue_per_user') })).toEqual([
      ['guardrailMetrics', expect.stringContaining('A goal cannot be a guardrail, too.')],
    ]);
    expect(problem({ otherGoals: options('retention_7d') })).toEqual([
      ['otherGoals', expect.stringContaining('holds the goal metric above')],
    ]);
    expect(problem({ otherGoals: options('happiness') })).toEqual([
      ['otherGoals', expect.stringContaining('from the catalogue')],
    ]);
    expect(problem({ otherGoals: options('visit_rate', 'support_contact', 'crash_rate') })).toEqual([
      ['otherGoals', expect.stringContaining('at most 2')],
    ]);
    expect(problem({ otherGoals: options('support_contact'), smallestLift: text('100') })).toEqual([
      ['otherGoals', expect.stringContaining('cannot fall by 100')],
    ]);
    const fields = { ...FILLED, guardrailMetrics: options('crash_rate'), otherGoals: options('crash_rate') };
    const state = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, { [name]: field }]),
    );
    expect(readForm(state, { ...CHOICES, guardrails: ['crash_rate'] })).toMatchObject({
      kind: 'ok',
      value: { otherGoals: ['crash_rate'], guardrailMetrics: [] },
    });
  });

  it('reads a filled form, per cents as fractions', () => {
    expect(read()).toEqual({
      idea: 'Move the first gate from level 30 to level 40',
      goalMetric: 'retention_7d',
      guardrailMetrics: ['revenue_per_user'],
      smallestLift: 0.05,
      trafficShare: 1,
      split: [0.5, 0.5],
      surface: 'level gate',
      repository: 'acme/shop',
      risk: 'medium',
      owner: 'U0MARIA',
    });
  });

  it.each([
    ['yes', false, true],
    ['no', true, undefined],
    ['surface', true, true],
    ['surface', false, undefined],
    // A form that was opened before there was this field.
    [null, true, true],
  ] as const)('reads whether users sign in: %s, on a surface that says %s', (chosen, surface, read) => {
    const fields = { ...FILLED, ...(chosen === null ? {} : { crossesLogin: option(chosen) }) };
    const state = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, { [name]: field }]),
    );
    const choices = { ...CHOICES, crossesLogin: (name: string) => name === 'level gate' && surface };
    expect(readForm(state, choices)).toMatchObject({ kind: 'ok', value: { surface: 'level gate' } });
    const result = readForm(state, choices);
    expect(result.kind === 'ok' ? result.value.crossesLogin : null).toBe(read);
  });

  it.each([
    ['2.5', 0.025],
    ['2,5', 0.025],
    [' 2.5 % ', 0.025],
    ['0.1', 0.001],
    ['500', 5],
  ])('reads a lift of %j', (typed, lift) => {
    expect(read({ smallestLift: text(typed) }).smallestLift).toBe(lift);
  });

  it.each([
    ['50/50', [0.5, 0.5]],
    ['90 % / 10 %', [0.9, 0.1]],
    ['33,34/33,33/33,33', [0.3334, 0.3333, 0.3333]],
    ['20 / 20 / 20 / 20 / 20', [0.2, 0.2, 0.2, 0.2, 0.2]],
    ['99.9 / 0.1', [0.999, 0.001]],
  ])('reads a split of %j', (typed, split) => {
    expect(read({ split: text(typed) }).split).toEqual(split);
  });

  it('takes no guardrails for "let the designer choose", and no risk for low', () => {
    expect(read({ guardrailMetrics: { selected_options: [] }, risk: {} })).toMatchObject({
      guardrailMetrics: [],
      risk: 'low',
    });
  });

  it.each([
    ['idea', 'nothing', text(null), 'at least ten characters'],
    ['idea', 'blanks', text(' '.repeat(20)), 'at least ten characters'],
    ['idea', 'too much', text('x'.repeat(10_000)), `under ${IDEA_LENGTH} characters`],
    ['goalMetric', 'nothing', { selected_option: null }, 'from the catalogue'],
    ['goalMetric', 'one that is not there', option('happiness'), 'from the catalogue'],
    [
      'guardrailMetrics',
      'one that is not there',
      { selected_options: [{ value: 'crash_rate' }, { value: 'happiness' }] },
      'from the catalogue',
    ],
    ['guardrailMetrics', 'the goal', { selected_options: [{ value: 'retention_7d' }] }, 'its own guardrail'],
    ['smallestLift', 'nothing', text(null), 'above 0 and at most 500'],
    ['smallestLift', '0', text('0'), 'above 0 and at most 500'],
    ['smallestLift', 'a negative one', text('-5'), 'above 0 and at most 500'],
    ['smallestLift', 'too much', text('501'), 'above 0 and at most 500'],
    ['smallestLift', 'words', text('five'), 'above 0 and at most 500'],
    ['expectedLift', 'less than is worth having', text('4.9'), 'Leave it empty'],
    ['expectedLift', 'too much', text('501'), 'Leave it empty'],
    ['expectedLift', 'words', text('more'), 'Leave it empty'],
    ['trafficShare', 'nothing', text(''), 'above 0 and at most 100'],
    ['trafficShare', 'more than all', text('100.5'), 'above 0 and at most 100'],
    ['split', 'nothing', text(null), 'two to five numbers'],
    ['split', 'one share', text('100'), 'two to five numbers'],
    ['split', 'six shares', text('20/20/20/20/10/10'), 'two to five numbers'],
    ['split', 'an empty share', text('50 / / 50'), 'two to five numbers'],
    ['split', 'words', text('half / half'), 'two to five numbers'],
    ['split', 'too little', text('50 / 40'), 'sum to 90 %'],
    ['split', 'too much', text('50 / 50,5'), 'sum to 100.5 %'],
    ['surface', 'nothing', {}, 'Choose a surface'],
    ['surface', 'one that is not there', option('moon'), 'Choose a surface'],
    ['repository', 'one that is not there', option('acme/other'), 'Choose a repository'],
    ['owner', 'nobody', { selected_user: null }, 'Choose who answers'],
  ])('tells at %s what is wrong with %s', (name, _what, field, sentence) => {
    const found = errors({ [name]: field });
    expect(Object.keys(found)).toEqual([name]);
    expect(found[name]).toContain(sentence);
  });

  it('reads the lift to be able to see, and leaves it out if the field is empty', () => {
    expect(read({ expectedLift: text('7.5') }).expectedLift).toBe(0.075);
    expect(read({ expectedLift: text('5') }).expectedLift).toBe(0.05);
    for (const empty of [text(''), text(' '), text(null)]) {
      expect('expectedLift' in read({ expectedLift: empty })).toBe(false);
    }
  });

  it.each([
    ['smallestLift', { smallestLift: text('100') }, ['smallestLift']],
    ['expectedLift', { smallestLift: text('50'), expectedLift: text('120') }, ['expectedLift']],
    ['neither', { smallestLift: text('50'), expectedLift: text('99') }, []],
  ])('refuses a fall by all of the level or more: %s', (_which, lifts, fields) => {
    const found = errors({ ...lifts, goalMetric: option('crash_rate') });
    expect(Object.keys(found)).toEqual(fields);
    for (const name of fields) expect(found[name]).toContain('cannot fall by 100 or more');
    // A metric that should rise may more than double.
    expect(errors({ smallestLift: text('120') })).toEqual({});
  });

  it('tells every problem at once', () => {
    const found = readForm({}, CHOICES);
    expect(found.kind === 'refused' && Object.keys(found.problem).toSorted()).toEqual(
      [
        'goalMetric',
        'idea',
        'owner',
        'repository',
        'smallestLift',
        'split',
        'surface',
        'trafficShare',
      ].toSorted(),
    );
  });

  it.each([null, 'text', 7, [], { idea: 'no field' }, { idea: { idea: { value: 5 } } }])(
    'refuses %j, which no form sends',
    (state) => {
      expect(readForm(state, CHOICES).kind).toBe('refused');
    },
  );

  it('takes what it takes as it is, whatever is typed', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (idea, other) => {
        const result = submit({ idea: text(idea), split: text(other), smallestLift: text(other) });
        if (result.kind === 'refused') return;
        expect(result.value.idea).toBe(idea.trim());
        expect(result.value.smallestLift).toBeGreaterThan(0);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

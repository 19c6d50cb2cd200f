import { describe, expect, it } from 'vitest';
import { readMargins, writeMargins } from '#features/propose-experiment/form-guardrails.ts';
import { readForm } from '#features/propose-experiment/read-form.ts';
import { CHOICES } from '#test/features/choices.ts';

const { catalogue } = CHOICES;
const GUARDRAILS = ['crash_rate', 'revenue_per_user'];

describe('margins that are typed', () => {
  it.each([
    ['Crash rate: 10', { crash_rate: 0.1 }],
    ['crash rate : 2,5 %\n\n  REVENUE PER USER:7', { crash_rate: 0.025, revenue_per_user: 0.07 }],
    ['crash_rate: 50', { crash_rate: 0.5 }],
    ['', {}],
    [' \n ', {}],
  ])('are read from %j', (typed, margins) => {
    expect(readMargins(typed, GUARDRAILS, catalogue)).toEqual({ kind: 'ok', value: margins });
  });

  it.each([
    ['Happiness: 3', '"Happiness" is none of the guardrails'],
    ['Visit rate: 3', '"Visit rate" is none of the guardrails'],
    ['Crash rate', 'above 0 and at most 50'],
    ['Crash rate:', 'above 0 and at most 50'],
    ['Crash rate: 0', 'above 0 and at most 50'],
    ['Crash rate: -1', 'above 0 and at most 50'],
    ['Crash rate: 51', 'above 0 and at most 50'],
    ['Crash rate: much', 'above 0 and at most 50'],
    ['Crash rate: 10\nnonsense', '"nonsense" is none of the guardrails'],
  ])('are refused if they are %j', (typed, sentence) => {
    const read = readMargins(typed, GUARDRAILS, catalogue);
    expect(read.kind === 'refused' && read.problem).toContain(sentence);
  });

  it('may name a metric with a colon in its name', () => {
    const named = catalogue.map((one) => (one.key === 'crash_rate' ? { ...one, name: 'Crashes: all' } : one));
    const read = readMargins('Crashes: all: 3', GUARDRAILS, named);
    expect(read).toEqual({ kind: 'ok', value: { crash_rate: 0.03 } });
  });

  it('are shown again as they can be read', () => {
    const margins = { crash_rate: 0.025, revenue_per_user: 0.1 };
    const shown = writeMargins(margins, catalogue);
    expect(shown).toBe('Crash rate: 2.5\nRevenue per user: 10');
    expect(readMargins(shown ?? '', GUARDRAILS, catalogue)).toEqual({ kind: 'ok', value: margins });
    expect(writeMargins(undefined, catalogue)).toBeUndefined();
    expect(writeMargins({}, catalogue)).toBeUndefined();
  });
});

const many = (...keys: readonly string[]) => ({ selected_options: keys.map((value) => ({ value })) });
const FILLED = {
  idea: { value: 'Move the first gate from level 30 to level 40' },
  goalMetric: { selected_option: { value: 'retention_7d' } },
  smallestLift: { value: '5' },
  trafficShare: { value: '100' },
  split: { value: '50 / 50' },
  surface: { selected_option: { value: 'level gate' } },
  repository: { selected_option: { value: 'acme/shop' } },
  owner: { selected_user: 'U0MARIA' },
};

function read(fields: Readonly<Record<string, object>>, choices = CHOICES) {
  const all = Object.entries({ ...FILLED, ...fields });
  return readForm(Object.fromEntries(all.map(([name, field]) => [name, { [name]: field }])), choices);
}

const held = (fields: Readonly<Record<string, object>>, choices = CHOICES) => {
  const result = read(fields, choices);
  if (result.kind === 'refused') return result.problem;
  const { guardrailMetrics, mustHold } = result.value;
  return { guardrailMetrics, mustHold };
};

describe('the guardrails that must hold, in the form', () => {
  it('are those that a person chose', () => {
    expect(held({ guardrailMetrics: many(...GUARDRAILS), mustHold: many('crash_rate') })).toEqual({
      guardrailMetrics: GUARDRAILS,
      mustHold: ['crash_rate'],
    });
    expect(held({ guardrailMetrics: many(...GUARDRAILS), mustHold: many() })).toEqual({
      guardrailMetrics: GUARDRAILS,
      mustHold: [],
    });
  });

  it('are guardrails, too, unless the form preselected them', () => {
    // 1-day retention must hold by the settings, so the form has it chosen beforehand.
    expect(
      held({ guardrailMetrics: many('crash_rate'), mustHold: many('revenue_per_user', 'retention_1d') }),
    ).toEqual({ guardrailMetrics: ['crash_rate', 'revenue_per_user'], mustHold: ['revenue_per_user'] });
    expect(held({ guardrailMetrics: many('retention_1d'), mustHold: many('retention_1d') })).toEqual({
      guardrailMetrics: ['retention_1d'],
      mustHold: ['retention_1d'],
    });
  });

  it('are left to the settings if no guardrail is chosen, or the form has no such field', () => {
    expect(held({ guardrailMetrics: many(), mustHold: many('retention_1d') })).toEqual({
      guardrailMetrics: [],
      mustHold: undefined,
    });
    expect(held({ guardrailMetrics: many('crash_rate') })).toEqual({
      guardrailMetrics: ['crash_rate'],
      mustHold: undefined,
    });
  });

  it('cannot be the goal', () => {
    expect(held({ mustHold: many('retention_7d') })).toEqual({
      guardrailMetrics: 'The goal cannot be its own guardrail.',
    });
  });

  it('have their margins told at their field, and kept in the request', () => {
    const guardrailMetrics = many('crash_rate');
    expect(held({ guardrailMetrics, margins: { value: 'Crash rate: 90' } })).toEqual({
      margins: 'The margin of "Crash rate" must be a number above 0 and at most 50.',
    });
    expect(read({ guardrailMetrics, margins: { value: 'Crash rate: 9' } })).toMatchObject({
      kind: 'ok',
      value: { margins: { crash_rate: 0.09 } },
    });
    // Guardrails of every experiment are added later, and may have their margin here.
    const usual = { ...CHOICES, guardrails: ['revenue_per_user'] };
    expect(read({ guardrailMetrics, margins: { value: 'Revenue per user: 9' } }, usual)).toMatchObject({
      kind: 'ok',
      value: { margins: { revenue_per_user: 0.09 } },
    });
  });
});

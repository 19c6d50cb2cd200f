import { describe, expect, it } from 'vitest';
import type { FlagRecord } from '#domain/launch/state.ts';
import { hasSplit, isOutcomeOf, type UnrecordedAct } from '#features/guard-flag/unrecorded.ts';
import type { FlagState } from '#ports/flags.ts';
import { STAFF_CONDITION } from '#test/support/example-tampering.ts';

const EVEN = { control: 0.5, treatment: 0.5 };
const own = { own: true, restrictedTo: [], rollout: 1, variant: null, mark: 'own' };
const known: FlagRecord = {
  ...{ key: 'gate', url: 'https://eu.posthog.com/1', version: '3', active: true, rollout: 0.05 },
  ...{ allocation: EVEN, conditions: [own] },
};
const live = (change: Partial<FlagState>): FlagState => ({
  ...{ ...known, name: 'Gate', version: '4', conditions: [own] },
  ...change,
});
const act = (active: boolean, rollout: number, allocation = EVEN): UnrecordedAct => ({
  ...{ effect: 'gate:9:0', act: { act: 'set', active, rollout, allocation } },
});

describe('a flag as a change of the bot leaves it', () => {
  it.each([
    ['switched on with its setting', [act(true, 1)], { rollout: 1 }],
    ['switched off, everything else as it was', [act(false, 0)], { active: false }],
    ['set, then switched off', [act(true, 1), act(false, 0)], { active: false, rollout: 1 }],
    ['set, and what came after it not done yet', [act(true, 1), act(true, 0.5)], { rollout: 1 }],
  ] as const)('is the bot’s own: %s', (_name, acts, change) => {
    expect(isOutcomeOf(acts, known, live(change))).toBe(true);
  });

  it.each([
    ['nothing was asked for', [], { active: false }],
    ['it is off, and only switching on was asked for', [act(true, 1)], { active: false }],
    ['it is on with another rollout', [act(true, 1)], { rollout: 0.5 }],
    ['it is on, and only switching off was asked for', [act(false, 0)], { rollout: 0.5 }],
    ['it is off with another split', [act(false, 0)], { active: false, allocation: { control: 1 } }],
    ['there is a condition of another', [act(true, 1)], { rollout: 1, conditions: [STAFF_CONDITION, own] }],
  ] as const)('is not: %s', (_name, acts, change) => {
    expect(isOutcomeOf(acts, known, live(change))).toBe(false);
  });
});

describe('a split', () => {
  it('is the same in hundredths of a per cent, whatever variant has nothing', () => {
    const third = { control: 1 / 3, b: 1 / 3, c: 1 / 3 };
    const rounded = { control: 0.3334, b: 0.3333, c: 0.3333, d: 0 };
    expect(hasSplit({ rollout: 0.1, allocation: rounded }, { rollout: 0.1, allocation: third })).toBe(true);
    expect(hasSplit({ rollout: 0.1, allocation: rounded }, { rollout: 0.2, allocation: third })).toBe(false);
    const other = { ...rounded, control: 0.335, b: 0.3317 };
    expect(hasSplit({ rollout: 0.1, allocation: other }, { rollout: 0.1, allocation: third })).toBe(false);
  });
});

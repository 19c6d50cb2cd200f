import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '#evaluation/bucket-of.ts';
import type { Flag } from '#evaluation/flag-document.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { previewOf } from '#evaluation/preview.ts';
import { documentOf, flagOf, unitsOf } from './flags.ts';

const KEY = 'checkout-copy';
const UNITS = unitsOf(4_000);

/** The variant of every unit that takes part. */
function variantsOf(flag: Flag, units = UNITS): ReadonlyMap<string, string> {
  const flags = prepareFlags(documentOf([flag]));
  return new Map(
    units.flatMap((unit) => {
      const got = flags.evaluate(flag.key, { targetingKey: unit });
      return got.kind === 'value' && got.variant !== null ? [[unit, got.variant] as const] : [];
    }),
  );
}

function answerOf(flag: Flag, context: unknown) {
  return prepareFlags(documentOf([flag])).evaluate(flag.key, context);
}

describe('the bucket of a unit', () => {
  it.each(['user-1', 'ünïcödé', '用户', '👩‍🚀', ' ', 'a:b'])(
    'is the rule over SHA-256, in UTF-8: %s',
    (unit) => {
      const digest = createHash('sha256')
        .update(Buffer.from(`${KEY}:${unit}`, 'utf8'))
        .digest();
      expect(bucketOf(KEY, unit)).toBe(digest.readUInt32BE(0) % 10_000);
    },
  );
});

describe('a split', () => {
  it('gives buckets to variants in the order of the plan', () => {
    const flag = flagOf(KEY, { split: [2_500, 7_500] });
    for (const [unit, variant] of variantsOf(flag))
      expect(variant).toBe(bucketOf(KEY, unit) < 2_500 ? 'control' : 'treatment');
    expect(variantsOf(flag).size).toBe(UNITS.length);
  });
});

describe('a rollout', () => {
  it('lets in more units when it grows, and moves none of those that are in', () => {
    let before = new Map<string, string>() as ReadonlyMap<string, string>;
    for (const rollout of [0, 500, 2_000, 6_000, 10_000]) {
      const now = variantsOf(flagOf(KEY, { rollout }));
      for (const [unit, variant] of before) expect(now.get(unit)).toBe(variant);
      expect(Math.abs(now.size / UNITS.length - rollout / 10_000)).toBeLessThan(0.03);
      before = now;
    }
  });
  it('says nothing of the variant: half of those that are in get each', () => {
    const inside = [...variantsOf(flagOf(KEY, { rollout: 1_000 }), unitsOf(20_000)).values()];
    const treated = inside.filter((variant) => variant === 'treatment').length / inside.length;
    expect(Math.abs(treated - 0.5)).toBeLessThan(0.05);
  });
  it('gives those outside what the control gets, without a variant', () => {
    expect(answerOf(flagOf(KEY, { rollout: 0 }), { targetingKey: 'u' })).toEqual({
      ...{ kind: 'value', key: KEY, value: 'control', variant: null, reason: 'DEFAULT' },
    });
  });
});

describe('a changed split', () => {
  it('is for units that were let in since; those before keep their variants', () => {
    const before = variantsOf(flagOf(KEY, { rollout: 3_000 }));
    const cohorts = [{ upTo: 3_000, split: [5_000, 5_000] }];
    const after = variantsOf(flagOf(KEY, { split: [1_000, 9_000], cohorts }));
    for (const [unit, variant] of before) expect(after.get(unit)).toBe(variant);
    const later = [...after].filter(([unit]) => !before.has(unit));
    for (const [unit, variant] of later)
      expect(variant).toBe(bucketOf(KEY, unit) < 1_000 ? 'control' : 'treatment');
  });
});

describe('a layer', () => {
  it('gives no unit to two flags, and all units to one of those that share it out', () => {
    const first = variantsOf(
      flagOf('one', { rollout: 4_000, layer: { key: 'layer/shop', slots: [[0, 4_000]] } }),
    );
    const second = variantsOf(
      flagOf('two', {
        rollout: 6_000,
        layer: {
          key: 'layer/shop',
          slots: [
            [7_000, 10_000],
            [4_000, 7_000],
          ],
        },
      }),
    );
    expect([...first.keys()].filter((unit) => second.has(unit))).toEqual([]);
    expect(first.size + second.size).toBe(UNITS.length);
  });
  it('lets units in by the order of its slots, so that a further slot moves none', () => {
    const before = variantsOf(
      flagOf(KEY, { rollout: 500, layer: { key: 'layer/shop', slots: [[9_500, 10_000]] } }),
    );
    const slots = [
      [9_500, 10_000],
      [0, 2_500],
    ] as const;
    const after = variantsOf(flagOf(KEY, { rollout: 3_000, layer: { key: 'layer/shop', slots } }));
    for (const [unit, variant] of before) expect(after.get(unit)).toBe(variant);
    expect(after.size).toBeGreaterThan(before.size * 4);
  });
  it('of the name of an experiment does not decide its variants', () => {
    const layer = { key: `layer/${KEY}`, slots: [[0, 5_000]] as const };
    const got = [...variantsOf(flagOf(KEY, { rollout: 5_000, layer })).values()];
    expect(Math.abs(got.filter((one) => one === 'treatment').length / got.length - 0.5)).toBeLessThan(0.05);
  });
});

describe('a holdout', () => {
  const holdouts = [{ key: 'holdout/year', share: 1_000 }];
  const held = UNITS.filter((unit) => bucketOf('holdout/year', unit) < 1_000);
  it('keeps its units out of every experiment', () => {
    const flags = prepareFlags(documentOf([flagOf('a'), flagOf('b')], { holdouts }));
    expect(held.length).toBeGreaterThan(0);
    for (const unit of held)
      for (const got of flags.evaluateAll({ targetingKey: unit }))
        expect(got).toMatchObject({ variant: null, value: 'control', reason: 'DEFAULT' });
    expect(flags.evaluate('a', { targetingKey: UNITS.find((unit) => !held.includes(unit)) })).toMatchObject({
      reason: 'SPLIT',
    });
  });
  it('gives its units what was shipped', () => {
    const shipped = flagOf(KEY, { split: [0, 10_000] });
    const got = prepareFlags(documentOf([shipped], { holdouts })).evaluate(KEY, { targetingKey: held[0] });
    expect(got).toMatchObject({ variant: 'treatment', reason: 'STATIC' });
  });
});

describe('a rule', () => {
  const staff = { attribute: 'email', operator: 'ends-with', values: ['@acme.com'] } as const;
  it('that names a variant goes before the split and before rules that name none', () => {
    const rules = [
      { when: [], rollout: 10_000, variant: null },
      { when: [staff], rollout: 10_000, variant: 'treatment' },
    ];
    const flag = flagOf(KEY, { rollout: 0, rules });
    for (const unit of UNITS.slice(0, 50)) {
      const context = { targetingKey: unit, email: 'a@acme.com' };
      expect(answerOf(flag, context)).toMatchObject({ variant: 'treatment', reason: 'TARGETING_MATCH' });
      expect(answerOf(flag, { targetingKey: unit })).toMatchObject({ reason: 'SPLIT' });
    }
  });
  it('adds only units above those that are in already', () => {
    const rules = [{ when: [], rollout: 3_000, variant: null }];
    expect(variantsOf(flagOf(KEY, { rollout: 1_000, rules }))).toEqual(
      variantsOf(flagOf(KEY, { rollout: 3_000 })),
    );
    expect(variantsOf(flagOf(KEY, { rollout: 5_000, rules }))).toEqual(
      variantsOf(flagOf(KEY, { rollout: 5_000 })),
    );
  });
});

describe('an answer', () => {
  const broken = { ...flagOf('broken'), split: [1, 2] };
  const context = { targetingKey: 'u' };
  it.each([
    ['off', flagOf(KEY, { active: false }), {}, { variant: null, value: 'control', reason: 'DISABLED' }],
    ['shipped', flagOf(KEY, { split: [0, 10_000] }), {}, { variant: 'treatment', reason: 'STATIC' }],
    ['without a unit', flagOf(KEY), {}, { errorCode: 'TARGETING_KEY_MISSING' }],
    ['of an empty unit', flagOf(KEY), { targetingKey: '' }, { errorCode: 'TARGETING_KEY_MISSING' }],
    ['of a unit that is a number', flagOf(KEY), { targetingKey: 7 }, { errorCode: 'INVALID_CONTEXT' }],
    ['of a list', flagOf(KEY), [], { errorCode: 'INVALID_CONTEXT' }],
    ['of nothing', flagOf(KEY), null, { errorCode: 'INVALID_CONTEXT' }],
    ['of a broken flag', broken, context, { errorCode: 'PARSE_ERROR' }],
  ])('%s', (_, flag, given, expected) => {
    expect(answerOf(flag, given)).toMatchObject({ key: flag.key, ...expected });
  });
  it('of a flag that is not there, and of one beside a broken one', () => {
    const flags = prepareFlags(documentOf([broken, flagOf(KEY)]));
    expect(flags.evaluate('constructor', context)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(flags.evaluateAll(context).map(({ kind }) => kind)).toEqual(['error', 'value']);
  });
  it('holds the configuration of the variant', () => {
    const variants = [
      { key: 'control', value: { model: 'small', steps: 3 } },
      { key: 'treatment', value: { model: 'large', steps: 5 } },
    ];
    const off = answerOf(flagOf(KEY, { variants, active: false }), context);
    expect(off).toMatchObject({ value: { model: 'small', steps: 3 } });
    expect(answerOf(flagOf(KEY, { variants, split: [0, 10_000] }), context)).toMatchObject({
      value: { model: 'large', steps: 5 },
    });
  });
});

describe('a preview', () => {
  it('lets every unit in, with the variant that it will have', () => {
    const layer = { key: 'layer/shop', slots: [[0, 100]] as const };
    const off = flagOf(KEY, { active: false, rollout: 0, layer });
    const shown = previewOf(documentOf([off], { holdouts: [{ key: 'holdout/all', share: 10_000 }] }))
      .flags[0];
    expect(variantsOf(shown ?? off)).toEqual(variantsOf(flagOf(KEY)));
  });
});

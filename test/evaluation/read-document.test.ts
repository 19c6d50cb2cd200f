import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFlag } from '#evaluation/flag-reader.ts';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { readDocument } from '#evaluation/read-document.ts';
import { documentOf, flagOf } from './flags.ts';

const GOOD = documentOf([flagOf('a'), flagOf('b', { layer: { key: 'layer/x', slots: [[0, 5]] } })], {
  holdouts: [{ key: 'holdout/h', share: 100 }],
});

describe('a document', () => {
  it('is read as it was written', () => {
    expect(readDocument(JSON.stringify(GOOD))).toEqual(GOOD);
    for (const flag of GOOD.flags) expect(readFlag(flag)).toEqual({ kind: 'flag', flag });
  });
  it.each(['', '{', 'null', '[]', '{"format":2,"revision":1,"flags":[],"holdouts":[]}', '{"format":1}'])(
    'is not taken: %s',
    (json) => expect(readDocument(json)).toBeNull(),
  );
  it('with anything in the place of a flag answers, and harms no other flag', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(flagOf('a'))), (junk, field) => {
        const flags = [{ ...flagOf('a'), [field]: junk }, flagOf('b')];
        const prepared = prepareFlags({ ...GOOD, flags, holdouts: [] });
        expect(prepared.evaluateAll({ targetingKey: 'u' })).toHaveLength(
          junk === 'b' && field === 'key' ? 1 : 2,
        );
        expect(prepared.evaluate('b', { targetingKey: 'u' })).toMatchObject({ reason: 'SPLIT' });
      }),
    );
  });
  it.each([
    [{ key: 'a/b' }, /key/],
    [{ control: 'other' }, /control/],
    [{ split: [9_999, 0] }, /10,000/],
    [{ split: [10_000] }, /10,000/],
    [{ rollout: 10_001 }, /rollout/],
    [{ rollout: 0.5 }, /rollout/],
    [{ variants: [...flagOf('a').variants, { key: 'control', value: 1 }] }, /two variants/],
    [{ rules: [{ when: [], rollout: 1, variant: 'other' }] }, /unknown variant/],
    [
      { rules: [{ when: [{ attribute: 'a', operator: 'like', values: [] }], rollout: 1, variant: null }] },
      /operator/,
    ],
    [
      {
        cohorts: [
          { upTo: 5, split: [1, 9_999] },
          { upTo: 5, split: [1, 9_999] },
        ],
      },
      /rise/,
    ],
    [{ layer: { key: 'layer/x', slots: [[5, 5]] } }, /slot/],
  ])('holds no flag with %j', (changed, why) => {
    expect(readFlag({ ...flagOf('a'), ...changed })).toMatchObject({
      kind: 'broken',
      why: expect.stringMatching(why),
    });
  });
});

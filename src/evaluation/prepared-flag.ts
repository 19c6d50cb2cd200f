import { bucketOf } from './bucket-of.ts';
import type { Evaluated, EvaluationReason } from './evaluation.ts';
import { type Flag, type LayerShare, type Rule, WHOLE } from './flag-document.ts';
import { type EvaluationContext, passesTest } from './targeting.ts';

/** A flag ready to be asked many times: bounds are summed and every answer is made once. */
export interface PreparedFlag {
  readonly key: string;
  /** Keys of its variants, the control first. */
  readonly variants: readonly string[];
  /** What every unit gets; null if it depends on the unit. */
  readonly always: Evaluated | null;
  /** Whether units that are held out are kept from it. */
  readonly isExperiment: boolean;
  /** What a unit gets that takes no part. */
  readonly outside: Evaluated;
  /** What a unit gets that is not held out. */
  readonly of: (unit: string, context: EvaluationContext) => Evaluated;
}

/** Prepares a flag that `readFlag` took. `asked`: the key by which it is asked, if that is an alias. */
export function prepareFlag(flag: Flag, asked = flag.key): PreparedFlag {
  const { key, variants, control, split, cohorts, rollout, layer } = flag;
  const origin = asked === key ? {} : { flag: key };
  const answers = (reason: EvaluationReason) =>
    variants.map(
      (variant): Evaluated => ({
        ...{ kind: 'value', key: asked, value: variant.value, variant: variant.key, reason, ...origin },
      }),
    );
  const controlAt = variants.findIndex((variant) => variant.key === control);
  const without = (reason: EvaluationReason): Evaluated => ({
    ...{ kind: 'value', key: asked, value: variants[controlAt]?.value ?? null, variant: null, reason },
  });
  const outside = without('DEFAULT');
  const bySplit = answers('SPLIT');
  const named = new Map(answers('TARGETING_MATCH').map((answer) => [answer.variant, answer]));
  const steps = [...cohorts, { upTo: WHOLE, split }].map(({ upTo, split: shares }) => ({
    upTo,
    bounds: boundsOf(shares),
  }));
  const rules = inTurn(flag.rules);
  const rolloutSalt = `rollout/${key}`;
  const placeOf = (unit: string) =>
    layer === null ? bucketOf(rolloutSalt, unit) : positionIn(layer, bucketOf(layer.key, unit));
  const needsPlace = layer !== null || steps.length > 1;
  const only = split.indexOf(WHOLE);
  const isForAll = rollout === WHOLE && only >= 0 && !needsPlace && rules.length === 0;
  return {
    key: asked,
    variants: [control, ...variants.map((variant) => variant.key).filter((one) => one !== control)],
    always: flag.active ? (isForAll ? (answers('STATIC')[only] ?? null) : null) : without('DISABLED'),
    isExperiment: split.filter((share) => share > 0).length > 1,
    outside,
    of: (unit, context) => {
      let open = rollout;
      for (const rule of rules) {
        if (!rule.when.every((test) => passesTest(test, context))) continue;
        if (rule.variant === null) open = Math.max(open, rule.rollout);
        else if (rule.rollout === WHOLE || bucketOf(rolloutSalt, unit) < rule.rollout)
          return named.get(rule.variant) ?? outside;
      }
      const place = needsPlace || open < WHOLE ? placeOf(unit) : 0;
      if (place === null || place >= open) return outside;
      const step = steps.length === 1 ? steps[0] : steps.find(({ upTo }) => place < upTo);
      const bucket = bucketOf(key, unit);
      return bySplit[variantAt(step?.bounds ?? [], bucket)] ?? outside;
    },
  };
}

/** Rules that name a variant go before those that let the split decide; otherwise their order holds. */
function inTurn(rules: readonly Rule[]): readonly Rule[] {
  return [
    ...rules.filter(({ variant }) => variant !== null),
    ...rules.filter(({ variant }) => variant === null),
  ];
}

/** The end of each variant’s buckets, in their order. */
function boundsOf(split: readonly number[]): readonly number[] {
  let sum = 0;
  return split.map((share) => {
    sum += share;
    return sum;
  });
}

/** Index of the variant that a bucket belongs to. */
function variantAt(bounds: readonly number[], bucket: number): number {
  let index = 0;
  while (bucket >= (bounds[index] ?? WHOLE)) index += 1;
  return index;
}

/** The place of a bucket among the slots of a flag, in the order in which they were taken; null if it is in none. */
function positionIn({ slots }: LayerShare, bucket: number): number | null {
  let before = 0;
  for (const [from, to] of slots) {
    if (bucket >= from && bucket < to) return before + bucket - from;
    before += to - from;
  }
  return null;
}

import { heldKey } from '#domain/launch/held-variants.ts';
import { basisPoints, rolloutPoints } from '#evaluation/shares.ts';
import type { FlagSetting, FlagTraits } from '#ports/flags.ts';
import { ownValue } from '#shared/own-value.ts';
import { ownFlagsFault } from './fault-kinds.ts';
import { type KeptFlag, letInUpTo } from './kept-flag.ts';
import { layerKeyOf, slotsFor } from './layer-slots.ts';
import { effectiveSplit, isSame, type Splits, withNextSplit, withVariants } from './resplit.ts';

/** A flag that was never on. Its variants get their own keys as values, or the configurations that are planned for them. */
export function newFlag(
  key: string,
  name: string,
  setting: FlagSetting,
  traits: FlagTraits | undefined,
): KeptFlag {
  const keys = Object.keys(setting.allocation);
  const { surface = null, configurations } = traits ?? {};
  const control = traits?.control ?? keys.find((one) => one === 'control') ?? keys[0] ?? 'control';
  return {
    ...{ key, name, revision: 0, active: false, control },
    variants: keys.map((variant) => ({ key: variant, value: configurations?.[variant] ?? variant })),
    split: basisPoints(keys.map((variant) => setting.allocation[variant] ?? 0)),
    ...{ rollout: 0, cohorts: [], rules: [], layer: null, reached: 0, changedBy: null },
    surface,
    ...(configurations === undefined || surface === null
      ? {}
      : { configures: surface, planned: configurations }),
  };
}

/**
 * A flag brought to a setting of the bot's. A split that some of its units have already leaves every unit what it has; so does one that no unit has
 * met yet. Any other is a decision: every unit gets what the setting says, and the flag leaves its layer, because what is shipped is for
 * all. Throws `own-flags.layer-full` if other experiments on its surface leave too few units.
 */
export function withSettingOf(flag: KeptFlag, setting: FlagSetting, others: readonly KeptFlag[]): KeptFlag {
  const rollout = rolloutPoints(setting.rollout);
  const known = withVariants(flag, setting.allocation, { control: flag.control, isHeldFor: heldKey });
  const target = basisPoints(known.variants.map(({ key }) => ownValue(setting.allocation, key) ?? 0));
  const kept = keptSplits(flag, known, target);
  const { active } = setting;
  const changed: KeptFlag = {
    ...flag,
    ...(kept ?? { ...known, cohorts: [], split: target }),
    ...(kept === null ? { surface: null, layer: null } : {}),
    ...{ active, rollout },
  };
  const reaching = { ...changed, reached: letInUpTo(changed) };
  return active ? inItsLayer(reaching, others) : reaching;
}

/** A flag whose variants give what was planned for them; the same if nothing was. Units of a dropped variant get what the control gives. */
export function withPlannedValues(flag: KeptFlag): KeptFlag {
  const { planned, variants, control } = flag;
  if (planned === undefined) return flag;
  const planFor = (key: string) => ownValue(planned, key) ?? planned[control] ?? key;
  return { ...flag, variants: variants.map(({ key }) => ({ key, value: planFor(key) })) };
}

/** The splits if every unit keeps what it has; null if the target is for all units. */
function keptSplits(flag: KeptFlag, known: Splits, target: readonly number[]): Splits | null {
  const effective = effectiveSplit({ ...known, rollout: flag.rollout });
  if (isSame(target, known.split) || isSame(target, effective)) return known;
  if (flag.reached === 0) return { ...known, cohorts: [], split: target };
  return known.cohorts.some(({ split }) => isSame(split, target))
    ? withNextSplit(known, target, flag.reached)
    : null;
}

/** An experiment on a surface takes its units from the layer of that surface. */
function inItsLayer(flag: KeptFlag, others: readonly KeptFlag[]): KeptFlag {
  const { surface, rollout, split } = flag;
  if (surface === null || split.filter((share) => share > 0).length < 2) return flag;
  const beside = others.filter((other) => other.surface === surface);
  const slots = slotsFor(flag, rollout, beside);
  if (slots === null) {
    const message = `Other experiments on ${surface} leave too few units for this one. Wait until one of them ends, or give this one a smaller share of the units.`;
    throw ownFlagsFault('layer-full', message);
  }
  return { ...flag, layer: { key: layerKeyOf(surface), slots } };
}

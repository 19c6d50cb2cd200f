import { GrowthBookClient } from '@growthbook/growthbook';
import { FlagdCore } from '@openfeature/flagd-core';
import { prepareFlags } from '#evaluation/prepare-flags.ts';
import { basisPoints } from '#evaluation/shares.ts';

/** An evaluator in this process: which variant a unit gets of a flag. */
export interface Contender {
  readonly name: string;
  readonly evaluate: (key: string, unit: string) => string;
}

/** The same experiments, half and half over all units, in each of the evaluators. */
export function localContenders(keys: readonly string[]): readonly Contender[] {
  return [own(keys), growthBook(keys), flagd(keys)];
}

function own(keys: readonly string[]): Contender {
  const flags = prepareFlags({
    ...{ format: 1, revision: 1, holdouts: [] },
    flags: keys.map((key) => ({
      ...{ key, name: key, revision: 1, active: true, control: 'control' },
      variants: ['control', 'treatment'].map((variant) => ({ key: variant, value: variant })),
      ...{ rollout: 10_000, split: basisPoints([0.5, 0.5]), cohorts: [], rules: [], layer: null },
    })),
  });
  return {
    name: 'Co-Pilot Flags',
    evaluate: (key, unit) => {
      const got = flags.evaluate(key, { targetingKey: unit });
      return got.kind === 'value' ? String(got.value) : 'none';
    },
  };
}

function growthBook(keys: readonly string[]): Contender {
  const rules = (key: string) => [
    {
      ...{ key, seed: key, hashAttribute: 'id', hashVersion: 2, coverage: 1 },
      variations: ['control', 'treatment'],
      weights: [0.5, 0.5],
    },
  ];
  const features = Object.fromEntries(
    keys.map((key) => [key, { defaultValue: 'control', rules: rules(key) }]),
  );
  const client = new GrowthBookClient().initSync({ payload: { features } });
  return {
    name: '@growthbook/growthbook',
    evaluate: (key, unit) => client.getFeatureValue<string>(key, 'none', { attributes: { id: unit } }),
  };
}

function flagd(keys: readonly string[]): Contender {
  const fractional = [
    { cat: [{ var: '$flagd.flagKey' }, { var: 'targetingKey' }] },
    ['control', 50],
    ['treatment', 50],
  ];
  const flag = {
    ...{ state: 'ENABLED', variants: { control: 'control', treatment: 'treatment' } },
    ...{ defaultVariant: 'control', targeting: { fractional } },
  };
  const core = new FlagdCore();
  core.setConfigurations(JSON.stringify({ flags: Object.fromEntries(keys.map((key) => [key, flag])) }));
  const quiet = () => {};
  const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet };
  return {
    name: '@openfeature/flagd-core',
    evaluate: (key, unit) => core.resolveStringEvaluation(key, 'none', { targetingKey: unit }, logger).value,
  };
}

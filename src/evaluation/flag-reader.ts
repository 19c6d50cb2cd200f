import {
  type Cohort,
  type Flag,
  type FlagValue,
  type FlagVariant,
  type LayerShare,
  type Rule,
  WHOLE,
} from './flag-document.ts';
import { type AttributeTest, OPERATORS } from './targeting.ts';

/** A flag of a document as it can be used, or why it cannot. */
export type ReadFlag =
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'broken'; readonly key: string; readonly why: string };

/** Key of a flag or a variant: it stands in addresses, and no slash keeps its buckets apart from those of layers. */
export const FLAG_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

class Broken extends Error {}

/** Reads a flag of a document, and checks all on which the evaluation relies. Never throws. */
export function readFlag(given: unknown): ReadFlag {
  const key = isRecord(given) && typeof given['key'] === 'string' ? given['key'] : '';
  try {
    return { kind: 'flag', flag: flagOf(given) };
  } catch (thrown) {
    if (thrown instanceof Broken) return { kind: 'broken', key, why: thrown.message };
    throw thrown;
  }
}

function flagOf(given: unknown): Flag {
  const it = record(given, 'flag');
  const variants = list(it['variants'], 'variants').map(variantOf);
  const keys = variants.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Broken('two variants have one key');
  const control = keyOf(it['control'], 'control');
  if (!keys.includes(control)) throw new Broken('control names no variant');
  const rules = list(it['rules'], 'rules').map(ruleOf);
  if (rules.some(({ variant }) => variant !== null && !keys.includes(variant)))
    throw new Broken('a rule names an unknown variant');
  const cohorts = list(it['cohorts'], 'cohorts').map((one) => cohortOf(one, keys.length));
  if (cohorts.some(({ upTo }, index) => upTo <= (cohorts[index - 1]?.upTo ?? 0)))
    throw new Broken('cohorts must rise');
  return {
    key: keyOf(it['key'], 'key'),
    name: text(it['name'], 'name'),
    revision: whole(it['revision'], 'revision', Number.MAX_SAFE_INTEGER),
    active: bool(it['active'], 'active'),
    ...{ control, variants, rules, cohorts },
    rollout: whole(it['rollout'], 'rollout'),
    split: splitOf(it['split'], keys.length),
    layer: it['layer'] === null ? null : layerOf(it['layer']),
  };
}

function variantOf(given: unknown): FlagVariant {
  const it = record(given, 'variant');
  if (it['value'] === undefined) throw new Broken('a variant has no value');
  // It comes from JSON, or from a document that was written as JSON.
  return { key: keyOf(it['key'], 'key of a variant'), value: it['value'] as FlagValue };
}

function cohortOf(given: unknown, variants: number): Cohort {
  const it = record(given, 'cohort');
  return { upTo: whole(it['upTo'], 'upTo'), split: splitOf(it['split'], variants) };
}

function splitOf(given: unknown, variants: number): readonly number[] {
  const split = list(given, 'split').map((share) => whole(share, 'share'));
  const sum = split.reduce((total, share) => total + share, 0);
  if (split.length !== variants || sum !== WHOLE)
    throw new Broken('a split must give 10,000 to the variants');
  return split;
}

function ruleOf(given: unknown): Rule {
  const it = record(given, 'rule');
  return {
    when: list(it['when'], 'when').map(testOf),
    rollout: whole(it['rollout'], 'rollout of a rule'),
    variant: it['variant'] === null ? null : keyOf(it['variant'], 'variant of a rule'),
  };
}

function testOf(given: unknown): AttributeTest {
  const it = record(given, 'test');
  const operator = OPERATORS.find((one) => one === it['operator']);
  if (operator === undefined) throw new Broken('a test has an unknown operator');
  const values = list(it['values'], 'values').map((value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    throw new Broken('a value of a test is no text, number or boolean');
  });
  return { attribute: text(it['attribute'], 'attribute'), operator, values };
}

function layerOf(given: unknown): LayerShare {
  const it = record(given, 'layer');
  const slots = list(it['slots'], 'slots').map((slot): readonly [number, number] => {
    const [from, to] = list(slot, 'slot');
    const range = [whole(from, 'slot'), whole(to, 'slot')] as const;
    if (range[0] >= range[1]) throw new Broken('a slot is empty');
    return range;
  });
  return { key: text(it['key'], 'key of a layer'), slots };
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function record(given: unknown, what: string): Readonly<Record<string, unknown>> {
  if (isRecord(given)) return given;
  throw new Broken(`${what} must be an object`);
}

function list(given: unknown, what: string): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw new Broken(`${what} must be a list`);
}

function text(given: unknown, what: string): string {
  if (typeof given === 'string') return given;
  throw new Broken(`${what} must be text`);
}

function keyOf(given: unknown, what: string): string {
  if (typeof given === 'string' && FLAG_KEY.test(given)) return given;
  throw new Broken(`${what} must be a key of letters, digits, dots, underscores and hyphens`);
}

function bool(given: unknown, what: string): boolean {
  if (typeof given === 'boolean') return given;
  throw new Broken(`${what} must be true or false`);
}

function whole(given: unknown, what: string, most = WHOLE): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= most) return given;
  throw new Broken(`${what} must be a whole number from 0 to ${most}`);
}

import { type KeptDefault, withVersion } from '#adapters/own-flags/kept-default.ts';
import { type KeptDocument, type KeptFlag, letInUpTo } from '#adapters/own-flags/kept-flag.ts';
import { withNextSplit } from '#adapters/own-flags/resplit.ts';
import { openExperiment, surfaceDefault, withDefault } from '#adapters/own-flags/surface-defaults.ts';
import { type Configuration, configurationProblem } from '#domain/configurations/configuration.ts';
import { shapeDifference } from '#domain/configurations/configuration-difference.ts';
import { type Holdout, type Rule, WHOLE } from '#evaluation/flag-document.ts';
import { FLAG_KEY, readFlag } from '#evaluation/flag-reader.ts';
import { basisPoints } from '#evaluation/shares.ts';
import { isDeeperThan } from '#shared/nesting.ts';

/** Levels of what is given as JSON: rules have five, and a configuration has its own bound. */
const DEEPEST = 20;

/** What a person asked for cannot be done; the message says why. */
export class ByHandRefusal extends Error {}

/** A flag that a person switched off. */
export function switchedOff(flag: KeptFlag): KeptFlag {
  return { ...flag, active: false };
}

/**
 * A flag with another split, given as `<variant>=<percent>`. Units that it was on for keep their variants; the split is for those that are
 * let in from now on.
 */
export function resplit(flag: KeptFlag, shares: readonly string[]): KeptFlag {
  const asked = new Map(
    shares.map((share): [string, number] => {
      const [, key = '', percent = ''] = /^(.+)=(\d+(?:\.\d+)?)$/.exec(share) ?? [];
      if (key === '') throw new ByHandRefusal(`"${share}" is no <variant>=<percent>.`);
      return [key, Number(percent)];
    }),
  );
  const unknown = [...asked.keys()].find((key) => !flag.variants.some((variant) => variant.key === key));
  if (unknown !== undefined) throw new ByHandRefusal(`${flag.key} has no variant ${unknown}.`);
  const sum = [...asked.values()].reduce((total, percent) => total + percent, 0);
  if (Math.abs(sum - 100) > 0.01) throw new ByHandRefusal(`The shares sum to ${sum} %, not to 100 %.`);
  if (flag.reached >= WHOLE)
    throw new ByHandRefusal(
      'Every unit has its variant already and keeps it, so no unit would get this split.',
    );
  const next = basisPoints(flag.variants.map(({ key }) => asked.get(key) ?? 0));
  return { ...flag, ...withNextSplit(flag, next, flag.reached) };
}

/** A flag with these rules and no others, as JSON: `[{"when":[{"attribute":…,"operator":…,"values":[…]}],"percent":100,"variant":…}]`. */
export function withRules(flag: KeptFlag, json: string): KeptFlag {
  const given = jsonOf(json);
  if (!Array.isArray(given)) throw new ByHandRefusal('The rules must be a JSON list.');
  const rules = given.map((rule: unknown) => {
    // A field under another name would be passed over, and the rule let in every unit that its tests fit.
    const { when, percent = 100, variant = null, ...more } = Object(rule) as Record<string, unknown>;
    const tests = Array.isArray(when) ? when : [];
    const unknown = [more, ...tests.map(beyondTest)].flatMap((fields) => Object.keys(fields))[0];
    if (unknown !== undefined) throw new ByHandRefusal(`A rule has no field "${unknown.slice(0, 60)}".`);
    if (typeof percent !== 'number') throw new ByHandRefusal('The percent of a rule must be a number.');
    return { when, rollout: Math.round(percent * 100), variant } as Rule;
  });
  const ruled = checked({ ...flag, rules });
  return { ...ruled, reached: letInUpTo(ruled) };
}

/** What a test of a rule has beside its own fields. */
function beyondTest(test: unknown): object {
  const { attribute, operator, values, ...more } = Object(test) as Record<string, unknown>;
  return more;
}

/** A flag whose variant gives code this configuration. */
export function configured(flag: KeptFlag, variant: string, json: string): KeptFlag {
  const value = jsonOf(json);
  if (!flag.variants.some(({ key }) => key === variant))
    throw new ByHandRefusal(`${flag.key} has no variant ${variant}.`);
  const planned = flag.planned?.[flag.control];
  if (planned !== undefined) requireShape(planned as Configuration, value);
  const variants = flag.variants.map((one) => (one.key === variant ? { ...one, value } : one));
  return checked({ ...flag, variants } as KeptFlag);
}

/**
 * The flags with another default configuration of a surface: JSON, or the number of a version that it had. Throws if an experiment on the surface
 * is open, because its control is the default.
 */
export function withDefaultByHand(
  document: KeptDocument,
  { surface, given, person }: { readonly surface: string; readonly given: string; readonly person: string },
): KeptDocument {
  const kept = surfaceDefault(document, surface);
  const open = openExperiment(document, surface);
  if (open !== undefined)
    throw new ByHandRefusal(
      `The experiment ${open.key} changes the configuration of ${surface} now. Wait until it is completed, or end it first.`,
    );
  const value = /^\d+$/.test(given) ? versionOf(kept, surface, Number(given)) : jsonOf(given);
  const wrong = configurationProblem(value);
  if (wrong !== null) throw new ByHandRefusal(`The configuration ${wrong}.`);
  const next = { value: value as Configuration, by: { person } };
  return withDefault(document, withVersion(kept, surface, next));
}

function versionOf(kept: KeptDefault | null, surface: string, version: number): unknown {
  const found = kept?.versions.find((one) => one.version === version);
  if (found === undefined) throw new ByHandRefusal(`${surface} has no version ${version} of its default.`);
  return found.value;
}

function requireShape(control: Configuration, value: unknown): void {
  const wrong = configurationProblem(value);
  if (wrong !== null) throw new ByHandRefusal(`The configuration ${wrong}.`);
  const difference = shapeDifference(control, value as Configuration);
  if (difference !== null)
    throw new ByHandRefusal(`Every variant has the names and the types of the control, but ${difference}.`);
}

/** The flags with so many percent, given as text, of all units held out of every experiment; 0 ends the holdout. */
export function withHoldout(document: KeptDocument, name: string, given: string): KeptDocument {
  // No text is no 0, which would end the holdout.
  const percent = /^\d+(?:\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  const isShare = percent === 0 || percent >= 0.01;
  if (!FLAG_KEY.test(name) || !isShare || percent > 100)
    throw new ByHandRefusal('A holdout has a name and a percentage: 0, or from 0.01 to 100.');
  const key = `holdout/${name}`;
  const others = document.holdouts.filter((holdout) => holdout.key !== key);
  const share = Math.round((percent / 100) * WHOLE);
  const holdouts: readonly Holdout[] = share === 0 ? others : [...others, { key, share }];
  return { ...document, holdouts };
}

function jsonOf(text: string): unknown {
  const value = parsed(text);
  if (isDeeperThan(value, DEEPEST))
    throw new ByHandRefusal(`This lies deeper than ${DEEPEST} levels: take objects and lists apart.`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ByHandRefusal(`This is no JSON: ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`);
  }
}

function checked(flag: KeptFlag): KeptFlag {
  const read = readFlag(flag);
  if (read.kind === 'flag') return flag;
  throw new ByHandRefusal(`This cannot be used: ${read.why}.`);
}

import { type Configuration, configurationProblem } from '#domain/configurations/configuration.ts';
import { WHOLE } from '#evaluation/flag-document.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { type KeptDefault, presentVersion, withFormer, withVersion } from './kept-default.ts';
import type { KeptDocument, KeptFlag } from './kept-flag.ts';

/** The default of a surface; null if it has none. */
export function surfaceDefault({ defaults }: KeptDocument, surface: string): KeptDefault | null {
  return defaults.find((one) => one.surface === surface) ?? null;
}

/** The configuration that a variant of a flag gives; null if that is none. */
export function configurationOf({ variants }: KeptFlag, variant: string): Configuration | null {
  const value = variants.find(({ key }) => key === variant)?.value;
  return configurationProblem(value) === null ? (value as Configuration) : null;
}

/**
 * Why a flag with configurations may not be switched on for the first time, as a sentence; null if it may. Its control must be what the surface has
 * without it, and no other experiment may say what that is.
 */
export function launchProblem(document: KeptDocument, flag: KeptFlag): string | null {
  const { configures: surface, key } = flag;
  if (surface === undefined || flag.reached > 0) return null;
  const kept = surfaceDefault(document, surface);
  const other = document.flags.find((one) => one.key !== key && decidesDefault(one, surface, kept));
  if (other !== undefined)
    return `The experiment ${other.key} still decides the configuration of ${surface}. Launch when its outcome is the default.`;
  const control = configurationOf(flag, flag.control);
  if (kept === null || hashOf(presentVersion(kept).value) === hashOf(control)) return null;
  return `The default configuration of ${surface} was changed after this plan was made, so the control is no longer what units get without the experiment. End this experiment and plan it again.`;
}

/** Units meet its configurations, or the one that it shipped is about to become the default. */
function decidesDefault(flag: KeptFlag, surface: string, kept: KeptDefault | null): boolean {
  if (flag.configures !== surface || kept?.former.includes(flag.key) === true) return false;
  return flag.active || flag.split.includes(WHOLE);
}

/** An experiment whose configurations units of a surface have met and whose outcome is open; undefined if there is none. */
export function openExperiment(document: KeptDocument, surface: string): KeptFlag | undefined {
  const kept = surfaceDefault(document, surface);
  return document.flags.find((flag) => decidesDefault(flag, surface, kept) || isPaused(flag, surface, kept));
}

function isPaused({ configures, reached, key }: KeptFlag, surface: string, kept: KeptDefault | null) {
  return configures === surface && reached > 0 && kept?.former.includes(key) !== true;
}

/** With a launched flag: a surface without a default has the control's configuration from then on, so that it can be brought back. */
export function withFirstDefault(document: KeptDocument, flag: KeptFlag): KeptDocument {
  const { configures: surface, key, control } = flag;
  const value = configurationOf(flag, control);
  if (surface === undefined || value === null || surfaceDefault(document, surface) !== null) return document;
  return withDefault(
    document,
    withVersion(null, surface, { value, by: { experiment: key, variant: control } }),
  );
}

/** With what a variant of a flag gives as the default of its surface, once; the document itself if that is done, or if it gives no configuration. */
export function withKeptVariant(document: KeptDocument, key: string, variant: string): KeptDocument {
  const flag = document.flags.find((one) => one.key === key);
  const value = flag === undefined ? null : configurationOf(flag, variant);
  if (flag?.configures === undefined || value === null) return document;
  const kept = surfaceDefault(document, flag.configures);
  if (kept?.former.includes(key) === true) return document;
  const next = withVersion(kept, flag.configures, { value, by: { experiment: key, variant } });
  return withDefault(document, withFormer(next, key));
}

/** Without a flag, whose key gives the default of its surface from then on, if there is one. */
export function withoutFlag(document: KeptDocument, key: string): KeptDocument {
  const flag = document.flags.find((one) => one.key === key);
  if (flag === undefined) return document;
  const flags = document.flags.filter((one) => one !== flag);
  const kept = flag.configures === undefined ? null : surfaceDefault(document, flag.configures);
  return kept === null ? { ...document, flags } : withDefault({ ...document, flags }, withFormer(kept, key));
}

/** With a default in place of the one of its surface. */
export function withDefault(document: KeptDocument, next: KeptDefault): KeptDocument {
  const isKnown = document.defaults.some(({ surface }) => surface === next.surface);
  const defaults = document.defaults.map((one) => (one.surface === next.surface ? next : one));
  return { ...document, defaults: isKnown ? defaults : [...defaults, next] };
}

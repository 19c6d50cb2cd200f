import type { Configuration } from '#domain/configurations/configuration.ts';
import { type Flag, WHOLE } from '#evaluation/flag-document.ts';
import { hashOf } from '#shared/canonical-json.ts';

/** Who made a configuration the default of a surface. */
export type DefaultMaker =
  | { readonly experiment: string; readonly variant: string }
  | { readonly person: string };

export interface DefaultVersion {
  /** 1 for the first of its surface, one more with every change. */
  readonly version: number;
  readonly value: Configuration;
  readonly by: DefaultMaker;
}

/** The configuration that a surface has while no experiment changes it, and those that it had. */
export interface KeptDefault {
  readonly surface: string;
  /** By which applications ask for it. */
  readonly key: string;
  /** Oldest first; the last one holds. There is at least one. */
  readonly versions: readonly DefaultVersion[];
  /** Keys of ended experiments on the surface: code that still asks for them gets the default. */
  readonly former: readonly string[];
}

/** Versions that are kept of a default, and keys of ended experiments. */
const MOST_VERSIONS = 50;
const MOST_FORMER = 100;

/** The key by which applications ask for the configuration of a surface: no experiment has a key with a dot. */
export function surfaceKey(surface: string): string {
  const readable = surface.replaceAll(' ', '_');
  if (/^[A-Za-z0-9][A-Za-z0-9. -]{0,99}$/.test(surface)) return `surface.${readable}`;
  // What a key cannot hold is told apart by a digest.
  const plain = readable.replaceAll(/[^A-Za-z0-9._-]+/g, '_').slice(0, 99);
  return `surface.${plain}-${hashOf(surface).slice(0, 8)}`;
}

/** The version that holds. */
export function presentVersion({ versions }: KeptDefault): DefaultVersion {
  const present = versions.at(-1);
  if (present === undefined) throw new TypeError('a default has no version');
  return present;
}

/** A default with another value from now on; null stands for none yet. The same value makes no other version. */
export function withVersion(
  found: KeptDefault | null,
  surface: string,
  next: Omit<DefaultVersion, 'version'>,
): KeptDefault {
  if (found === null)
    return { surface, key: surfaceKey(surface), versions: [{ version: 1, ...next }], former: [] };
  const present = presentVersion(found);
  if (hashOf(present.value) === hashOf(next.value)) return found;
  const versions = [...found.versions, { version: present.version + 1, ...next }];
  return { ...found, versions: versions.slice(-MOST_VERSIONS) };
}

/** A default that the flag of an ended experiment gives from now on. */
export function withFormer(found: KeptDefault, key: string): KeptDefault {
  if (found.former.includes(key)) return found;
  return { ...found, former: [...found.former, key].slice(-MOST_FORMER) };
}

/** The default as a flag that is off: every unit gets it, and none takes part in anything. */
export function flagOfDefault(found: KeptDefault): Flag {
  const { version, value } = presentVersion(found);
  return {
    ...{ key: found.key, name: `Configuration of ${found.surface}`, revision: version, active: false },
    ...{ control: 'default', variants: [{ key: 'default', value }], split: [WHOLE], rollout: 0 },
    ...{ cohorts: [], rules: [], layer: null },
  };
}

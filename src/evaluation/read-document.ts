import type { Flag, FlagAlias, FlagDocument, Holdout } from './flag-document.ts';

/**
 * Reads a document from JSON; null if it is none of a form that this evaluator knows. Its flags are looked at one by one when they are
 * prepared, so that one that cannot be read harms no other.
 */
export function readDocument(json: string): FlagDocument | null {
  const it = parsed(json);
  if (typeof it !== 'object' || it === null) return null;
  const { format, revision, flags, holdouts, aliases } = it as Readonly<Record<string, unknown>>;
  if (format !== 1 || typeof revision !== 'number' || !Array.isArray(flags) || !Array.isArray(holdouts))
    return null;
  if (!holdouts.every(isHoldout)) return null;
  const read = { format, revision, flags: flags as readonly Flag[], holdouts } as const;
  return Array.isArray(aliases) ? { ...read, aliases: aliases.filter(isAlias) } : read;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function isAlias(given: unknown): given is FlagAlias {
  if (typeof given !== 'object' || given === null) return false;
  const { key, flag } = given as Readonly<Record<string, unknown>>;
  return typeof key === 'string' && typeof flag === 'string';
}

function isHoldout(given: unknown): given is Holdout {
  if (typeof given !== 'object' || given === null) return false;
  const { key, share } = given as Readonly<Record<string, unknown>>;
  return typeof key === 'string' && typeof share === 'number';
}

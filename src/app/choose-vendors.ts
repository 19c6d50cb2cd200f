import type { Environment } from '#adapters/vendor.ts';
import type { PortName } from '#ports/ports.ts';
import { ok, type Result, refused } from '#shared/result.ts';

interface Candidate {
  readonly name: string;
  readonly key: string;
  readonly meantBy?: RegExp;
  readonly fills: readonly PortName[];
  readonly goesBefore?: true;
}

/**
 * The vendors that are used: those that a set variable shows to be meant, and for ports that none of them fills the first in the list that does.
 * Refuses, in one sentence, if two are set that fill the same port and neither goes before the other.
 */
export function chooseVendors<Vendor extends Candidate>(
  vendors: readonly Vendor[],
  set: Environment,
): Result<readonly Vendor[], string> {
  const meant = vendors.filter((vendor) => variableOf(vendor, set) !== null);
  const clash = clashOf(meant, set);
  if (clash !== null) return refused(clash);
  const filled = new Set(meant.flatMap(({ fills }) => fills));
  const used = vendors.filter((vendor) => {
    if (meant.includes(vendor)) return true;
    const isNeeded = vendor.fills.some((port) => !filled.has(port));
    if (isNeeded) for (const port of vendor.fills) filled.add(port);
    return isNeeded;
  });
  return ok(used);
}

/** The variable that shows that a vendor is meant; null if none is set. */
function variableOf({ key, meantBy }: Candidate, set: Environment): string | null {
  if (set[key] !== undefined) return key;
  return Object.keys(set).find((name) => set[name] !== undefined && meantBy?.test(name)) ?? null;
}

function clashOf(meant: readonly Candidate[], set: Environment): string | null {
  const equals = meant.filter(({ goesBefore }) => goesBefore !== true);
  for (const [index, one] of equals.entries()) {
    const other = equals.slice(index + 1).find(({ fills }) => fills.some((port) => one.fills.includes(port)));
    if (other !== undefined)
      return `${variableOf(one, set)} and ${variableOf(other, set)} are both set, but ${one.name} and ${other.name} do the same work: unset one.`;
  }
  return null;
}

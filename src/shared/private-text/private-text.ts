import { findByMaintainedRules } from './maintained-rules.ts';
import { findNamedSecrets } from './named-secret.ts';
import { findPersonalData } from './personal-data.ts';
import type { PrivateKind, PrivatePart, TextPlace } from './private-part.ts';
import { findShapedSecrets } from './secret-shape.ts';
import { STANDING_IN } from './standing-in.ts';

/** Passes over a text; more than two are hardly ever needed, and no text may keep this going. */
const MOST_PASSES = 10;
/** No secret is found by its shape in a text without such a word: rules need not run. */
const LONG_WORD = /(?=\S{0,300}?[A-Za-z])\S{16}|:\/\/|-----BEGIN|\b(?:bearer|basic)\s/i;

/** What stands for a private part. */
export type Stand = (kind: PrivateKind, original: string) => string;

/** The one engine that finds private text, for prompts, logs, commits and pull requests. */
export interface PrivateText {
  /** The private parts of a text in order, none over another. */
  find(text: string, place: TextPlace): readonly PrivatePart[];
  /**
   * The text with what `stand` returns in place of every private part, or of those that `isMeant` names. What only then comes to
   * light is replaced too.
   */
  replace(text: string, place: TextPlace, stand: Stand, isMeant?: (part: PrivatePart) => boolean): string;
}

/** Makes an engine that also knows the secrets of these shapes: those of the vendors that the bot works with. */
export function createPrivateText(vendorSecrets: readonly RegExp[]): PrivateText {
  const ofVendors = vendorSecrets.map(({ source, flags }) => new RegExp(source, `${flags}g`));
  const find = (text: string, place: TextPlace): readonly PrivatePart[] => {
    const secrets = [
      ...(LONG_WORD.test(text) ? findByShape(text, ofVendors) : []),
      ...findNamedSecrets(text, place),
    ].filter((part) => isOriginal(text, part));
    const personal = findPersonalData(text, place).filter((part) => isOriginal(text, part));
    return withoutOverlap([...united(secrets), ...personal]);
  };
  const replaceOnce = (
    text: string,
    place: TextPlace,
    stand: Stand,
    isMeant: (part: PrivatePart) => boolean,
  ): string => {
    let result = '';
    let from = 0;
    for (const { kind, start, end } of find(text, place).filter(isMeant)) {
      result += text.slice(from, start) + stand(kind, text.slice(start, end));
      from = end;
    }
    return result + text.slice(from);
  };
  return {
    find,
    replace: (text, place, stand, isMeant = () => true) => {
      let current = text;
      for (let pass = 0; pass < MOST_PASSES; pass += 1) {
        const next = replaceOnce(current, place, stand, isMeant);
        if (next === current) return current;
        current = next;
      }
      return current;
    },
  };
}

function findByShape(text: string, ofVendors: readonly RegExp[]): readonly PrivatePart[] {
  const shaped = findShapedSecrets(text, ofVendors);
  // Some rules take the name before a secret with it, or the host behind a password; a shape knows where it begins and ends.
  const cut = (part: PrivatePart): PrivatePart => {
    const known = shaped.find(({ start, end }) => start < part.end && part.start < end);
    if (known === undefined) return part;
    return { ...part, start: known.start, end: text[known.end] === '@' ? known.end : part.end };
  };
  return [...shaped, ...findByMaintainedRules(text).map(cut)];
}

/** False if nothing but what stands in for private text is left of the part. */
function isOriginal(text: string, { start, end }: PrivatePart): boolean {
  const found = text.slice(start, end);
  const rest = found.replaceAll(STANDING_IN, '');
  return rest === found || rest.replace(/[^A-Za-z0-9]/g, '').length >= 6;
}

function byStart(a: PrivatePart, b: PrivatePart): number {
  return a.start - b.start || b.end - a.end;
}

/** Secrets that overlap are one: two rules may each see a piece of it. */
function united(parts: readonly PrivatePart[]): readonly PrivatePart[] {
  const result: PrivatePart[] = [];
  for (const part of parts.toSorted(byStart)) {
    const last = result.at(-1);
    if (last !== undefined && part.start < last.end) {
      result.splice(-1, 1, { ...last, end: Math.max(last.end, part.end) });
    } else result.push(part);
  }
  return result;
}

/** The parts in order; of two that overlap the earlier of the list stays, and secrets come first. */
function withoutOverlap(parts: readonly PrivatePart[]): readonly PrivatePart[] {
  const kept: PrivatePart[] = [];
  for (const part of parts) {
    if (kept.every(({ start, end }) => part.end <= start || end <= part.start)) kept.push(part);
  }
  return kept.toSorted(byStart);
}

import { COMMON_SECRETS } from '#shared/secret-shapes.ts';
import { findSecrets } from './secret-rules.ts';

/** What is kept from a model, and from the log of what was sent to it. */
export type PrivateKind = 'secret' | 'email' | 'phone' | 'card' | 'slack-id';

interface Pattern {
  readonly kind: PrivateKind;
  readonly expression: RegExp;
  /** If the shape alone is too wide: whether this match is one. */
  readonly holds?: (match: string) => boolean;
}

const TOKEN = /__WITHHELD_[A-Z]+_(\d+)__/;
/** A token reads like a secret in a place for one (`token: …`); it must not be withheld again. */
const TOKEN_ALONE = /^__WITHHELD_[A-Z]+_\d+__$/;
const STANDING_IN = /__WITHHELD_[A-Z]+_\d+__|\[[a-z-]+ removed\]|\[(?:secret|email|phone|card|slack-id)\]/;
/** Passes over a text; more than two are hardly ever needed, and no text may keep this going. */
const MOST_PASSES = 10;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
function passesLuhn(text: string): boolean {
  const digits = [...digitsOf(text)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const hasEightDigits = (match: string): boolean => digitsOf(match).length >= 8;

// Quantifiers are bounded, so that no text can make a match take quadratic time.
const SECRETS: readonly RegExp[] = [
  ...COMMON_SECRETS,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,200}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{30,60}/,
  /(?<=\b(?:api[_-]?key|secret|token|password|passwd|pwd)["']?\s?[:=]\s?["'])[^"'\s]{8,300}(?=["'])/i,
  /(?<=\b(?:api[_-]?key|secret|token|password|passwd|pwd)["']?\s?[:=]\s?)(?=[A-Za-z_+/=-]{0,300}\d)[A-Za-z0-9_+/=-]{8,300}/i,
];

const PERSONAL: readonly Pattern[] = [
  {
    kind: 'email',
    expression: /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
  },
  { kind: 'slack-id', expression: /<[@#][^<>\s]{1,100}>/g },
  { kind: 'slack-id', expression: /\b[UWCTDGB](?=[A-Z]{0,11}\d)[A-Z0-9]{8,11}\b/g },
  { kind: 'card', expression: /(?<![\d.])[3-6](?:[ -]?\d){12,18}(?![\d.]?\d)/g, holds: passesLuhn },
  { kind: 'phone', expression: /\+[1-9]\d{0,2}(?:[ /-]?\(?\d{1,4}\)?){2,7}/g, holds: hasEightDigits },
  { kind: 'phone', expression: /\+\d{1,3}(?:\.\d{2,4}){3,5}/g, holds: hasEightDigits },
  { kind: 'phone', expression: /(?<![\d.])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d.]?\d)/g },
  { kind: 'phone', expression: /(?<![\d.])0\d{2,4}[ /-]\d{5,9}(?!\d)/g },
];

type Stand = (kind: PrivateKind, original: string) => string;

/** Finds private text: what a model may not see, nor the log of what was sent to it. */
export interface Redaction {
  /** Removes secrets and personal data for good: `ada@shop.example` becomes `[email removed]`. Idempotent. */
  redact(text: string): string;
  /** The kinds of private text found, in no order and without repeats. */
  privateKinds(text: string): readonly PrivateKind[];
  /** Like `redact`, for text that must come back whole, such as a source file that a model rewrites. */
  withhold(text: string): Withheld;
}

/** A text with its private parts swapped for tokens, and the way back. */
export interface Withheld {
  readonly text: string;
  /** Puts the originals back wherever their tokens stand. */
  restore(text: string): string;
}

/** Tells whether a token of `withhold` stands in the text. */
export function holdsWithheldToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Makes a redaction that also knows the secrets of these shapes: those of the vendors that the bot works with. */
export function createRedaction(vendorSecrets: readonly RegExp[]): Redaction {
  const secrets = [...vendorSecrets, ...SECRETS].map(
    (shape): Pattern => ({ kind: 'secret', expression: new RegExp(shape.source, `${shape.flags}g`) }),
  );
  const replace = (text: string, stand: Stand) => replacePrivate([...secrets, ...PERSONAL], text, stand);
  return {
    redact: (text) => replace(text, (kind) => `[${kind} removed]`),
    privateKinds: (text) => {
      const kinds = new Set<PrivateKind>();
      replace(text, (kind) => {
        kinds.add(kind);
        return `[${kind}]`;
      });
      return [...kinds];
    },
    withhold: (text) => withhold(text, replace),
  };
}

function withhold(text: string, replace: (text: string, stand: Stand) => string): Withheld {
  const originals: { token: string; original: string }[] = [];
  // A text that already holds such tokens must come back as it was: new ones are counted on from there.
  const taken = [...text.matchAll(new RegExp(TOKEN, 'g'))].map(([, number]) => Number(number));
  const first = Math.max(0, ...taken) + 1;
  const hidden = replace(text, (kind, original) => {
    const token = `__WITHHELD_${kind.replace('-', '').toUpperCase()}_${first + originals.length}__`;
    originals.push({ token, original });
    return token;
  });
  // Later tokens first: a match may have swallowed the token of an earlier one.
  const restore = (answer: string): string =>
    originals.reduceRight(
      (current, { token, original }) => current.replaceAll(token, () => original),
      answer,
    );
  return { text: hidden, restore };
}

/**
 * Replaces everything private by what `stand` returns for it; secrets first, so that no part of one is left. If one thing
 * hid another (a card number after a phone number), a further pass finds it.
 */
function replacePrivate(patterns: readonly Pattern[], text: string, stand: Stand): string {
  let current = text;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = replaceByRules(replaceByShape(patterns, current, stand), stand);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function replaceByShape(patterns: readonly Pattern[], text: string, stand: Stand): string {
  return patterns.reduce(
    (current, { kind, expression, holds = () => true }) =>
      current.replace(expression, (match) =>
        TOKEN_ALONE.test(match) || !holds(match) ? match : stand(kind, match),
      ),
    text,
  );
}

/** What the shapes leave: secrets of services that the bot does not know. */
function replaceByRules(text: string, stand: Stand): string {
  let result = '';
  let from = 0;
  for (const [start, end] of [...findSecrets(text)].sort(([a], [b]) => a - b)) {
    const found = text.slice(start, end);
    // Two rules may find the same, and some find what stands in for a secret already.
    if (start < from || STANDING_IN.test(found)) continue;
    result += text.slice(from, start) + stand('secret', found);
    from = end;
  }
  return result + text.slice(from);
}

/** What is kept from a model, and from the log of what was sent to it. */
export type PrivateKind = 'secret' | 'email' | 'phone' | 'card' | 'slack-id';

interface Pattern {
  readonly kind: PrivateKind;
  readonly expression: RegExp;
  /** Where the shape alone is too wide; gets the match. */
  readonly holds?: (match: string) => boolean;
}

const TOKEN = /__WITHHELD_[A-Z]+_(\d+)__/;
/** A token reads like a secret where one is expected (`token: …`); it must not be withheld again. */
const TOKEN_ALONE = /^__WITHHELD_[A-Z]+_\d+__$/;
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
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'secret',
    expression: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  },
  { kind: 'secret', expression: /\bsk-[A-Za-z0-9_-]{16,200}/g },
  { kind: 'secret', expression: /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,200}/g },
  { kind: 'secret', expression: /\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,200}/g },
  { kind: 'secret', expression: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g },
  { kind: 'secret', expression: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: 'secret', expression: /\bAIza[A-Za-z0-9_-]{30,60}/g },
  { kind: 'secret', expression: /\bph[cxs]_[A-Za-z0-9]{20,100}/g },
  { kind: 'secret', expression: /\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{4,1000}/g },
  { kind: 'secret', expression: /\bhooks\.slack\.com\/[A-Za-z0-9/_-]{10,200}/g },
  { kind: 'secret', expression: /(?<=:\/\/)[^\s:/@]{1,100}:[^\s:/@]{1,200}(?=@)/g },
  { kind: 'secret', expression: /(?<=\b(?:bearer|basic)\s)[A-Za-z0-9._~+/=-]{16,2000}/gi },
  {
    kind: 'secret',
    expression:
      /(?<=\b(?:api[_-]?key|secret|token|password|passwd|pwd)["']?\s?[:=]\s?["'])[^"'\s]{8,300}(?=["'])/gi,
  },
  {
    kind: 'secret',
    expression:
      /(?<=\b(?:api[_-]?key|secret|token|password|passwd|pwd)["']?\s?[:=]\s?)(?=[A-Za-z_+/=-]{0,300}\d)[A-Za-z0-9_+/=-]{8,300}/gi,
  },
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

function replaceOnce(text: string, stand: Stand): string {
  return PATTERNS.reduce(
    (current, { kind, expression, holds = () => true }) =>
      current.replace(expression, (match) =>
        TOKEN_ALONE.test(match) || !holds(match) ? match : stand(kind, match),
      ),
    text,
  );
}

/**
 * Replaces everything private by what `stand` returns for it; order: secrets first, so that no part of one is left. Where one
 * thing hid another (a card number after a phone number), a further pass finds it.
 */
function replacePrivate(text: string, stand: Stand): string {
  let current = text;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = replaceOnce(current, stand);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** Removes secrets and personal data for good: `ada@shop.example` becomes `[email removed]`. Idempotent. */
export function redact(text: string): string {
  return replacePrivate(text, (kind) => `[${kind} removed]`);
}

/** The kinds of private text found, in no order and without repeats. */
export function privateKinds(text: string): readonly PrivateKind[] {
  const kinds = new Set<PrivateKind>();
  replacePrivate(text, (kind) => {
    kinds.add(kind);
    return `[${kind}]`;
  });
  return [...kinds];
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

/** Like `redact`, for text that must come back whole, such as a source file that a model rewrites. */
export function withhold(text: string): Withheld {
  const originals: { token: string; original: string }[] = [];
  // A text that already holds such tokens must come back as it was: new ones are counted on from there.
  const taken = [...text.matchAll(new RegExp(TOKEN, 'g'))].map(([, number]) => Number(number));
  const first = Math.max(0, ...taken) + 1;
  const hidden = replacePrivate(text, (kind, original) => {
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

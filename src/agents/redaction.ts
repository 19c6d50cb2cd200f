import type { PrivatePart, TextPlace } from '#shared/private-text/private-part.ts';
import { createPrivateText, type PrivateText, type Stand } from '#shared/private-text/private-text.ts';
import { maskOf, withoutReferences } from '#shared/private-text/standing-in.ts';

const TOKEN = /__WITHHELD_[A-Z]+_(\d+)__/;

/** Finds private text: what a model, a commit and a pull request may not hold. */
export interface Redaction {
  /**
   * Removes secrets and personal data for good: `ada@shop.dev` becomes `[email removed]`. Idempotent. In words of people
   * (`slack`, the default) ids of Slack are private too.
   */
  redact(text: string, place?: Exclude<TextPlace, 'log'>): string;
  /** A text of a person without secrets and payment cards, which are not even shown again; personal data stays. */
  withoutSecrets(text: string): string;
  /** The secrets of a source file that do not stand in what it was before, by value: what an edit adds. */
  addedSecrets(before: string, after: string): readonly string[];
  /** Like `redact`, for a source file that must come back whole, because a model rewrites it. */
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
  const privateText = createPrivateText(vendorSecrets);
  return {
    redact: (text, place = 'slack') =>
      withoutReferences(privateText.replace(text, place, (kind) => maskOf(kind))),
    withoutSecrets: (text) =>
      privateText.replace(
        text,
        'slack',
        (kind) => maskOf(kind),
        ({ kind }) => kind === 'secret' || kind === 'card',
      ),
    addedSecrets: (before, after) => {
      const written = ({ start, end }: PrivatePart) => after.slice(start, end);
      const secrets = privateText.find(after, 'code').filter(({ kind }) => kind === 'secret');
      return [...new Set(secrets.map(written))].filter((value) => !before.includes(value));
    },
    withhold: (text) => withhold(text, privateText),
  };
}

function withhold(text: string, privateText: PrivateText): Withheld {
  const originals: { token: string; original: string }[] = [];
  // A text that already holds such tokens must come back as it was: new ones are counted on from there.
  const taken = [...text.matchAll(new RegExp(TOKEN, 'g'))].map(([, number]) => Number(number));
  const first = Math.max(0, ...taken) + 1;
  const stand: Stand = (kind, original) => {
    const token = `__WITHHELD_${kind.replace('-', '').toUpperCase()}_${first + originals.length}__`;
    originals.push({ token, original });
    return token;
  };
  const hidden = privateText.replace(text, 'code', stand);
  // Later tokens first: a match may have swallowed the token of an earlier one.
  const restore = (answer: string): string =>
    originals.reduceRight(
      (current, { token, original }) => current.replaceAll(token, () => original),
      answer,
    );
  return { text: hidden, restore };
}

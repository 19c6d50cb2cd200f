import { hasCardCheckDigit, isAccountNumber, isCardOfScheme } from './check-digits.ts';
import { findEmails } from './email-address.ts';
import { findPhones, isWrittenAsNumber } from './phone-number.ts';
import { matchingParts, type PrivatePart, type TextPlace } from './private-part.ts';

const CARD = /(?<![\w.+-])[2-6](?:[ -]?\d){12,18}(?![\w.-]?\d)/g;
const CARD_WORDS = /card|\bpan\b|credit|visa|payment/i;
const ACCOUNT = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

const MENTION = /<(?:[@#]|!subteam\^)[UWCGS][A-Z0-9]{6,14}(?:\|[^<>\n]{0,100})?>/g;
/** Between words of people a pseudonym is mentioned the same way: `<@p_…>`. */
const ANY_MENTION = /<(?:[@#]|!subteam\^)[^<>\s]{1,100}(?:\|[^<>\n]{0,100})?>/g;
const BARE_ID = /(?<![\w/#-])[UWCTDGB][A-Z0-9]{7,11}(?![\w-])/g;

/** Ids of Slack mix digits and letters: the second sign is a digit, or a letter follows a digit. `WINTER2026` is a word. */
function isSlackId(text: string): boolean {
  return /^.(?=\d)|\d[A-Z]/.test(text);
}

function findSlackIds(text: string, place: TextPlace): readonly PrivatePart[] {
  if (place === 'log') return [];
  if (place === 'code') return matchingParts(text, 'slack-id', MENTION);
  return [
    ...matchingParts(text, 'slack-id', ANY_MENTION),
    ...matchingParts(text, 'slack-id', BARE_ID, isSlackId),
  ];
}

/** Between words of people any number with the check digit of a card is one; code and logs hold many numbers. */
function findCards(text: string, place: TextPlace): readonly PrivatePart[] {
  if (place === 'slack') return matchingParts(text, 'card', CARD, hasCardCheckDigit);
  const cards = matchingParts(text, 'card', CARD, isCardOfScheme);
  if (place === 'log') return cards;
  return cards.filter(({ start, end }) => isWrittenAsNumber(text, start, end, CARD_WORDS));
}

/** Personal data of structured kinds: addresses, phone numbers, payment cards, accounts of banks, and ids of Slack. */
export function findPersonalData(text: string, place: TextPlace): readonly PrivatePart[] {
  return [
    ...findEmails(text),
    ...findPhones(text, place),
    ...matchingParts(text, 'iban', ACCOUNT, isAccountNumber),
    ...findCards(text, place),
    ...findSlackIds(text, place),
  ];
}

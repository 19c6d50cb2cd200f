import { matchingParts, type PrivatePart, type TextPlace } from './private-part.ts';

/** Codes of countries (ITU-T E.164). */
const COUNTRY =
  /^(?:1|7|2(?:0|7|[1-689]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[7-9]\d)|8(?:[1246]|[0578]\d)|9(?:[0-58]|[679]\d))/;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function isWorldwide(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.startsWith('1') || digits.startsWith('7'))
    return /^(?:1[2-9]\d{2}[2-9]|7\d{4})\d{6}$/.test(digits);
  return COUNTRY.test(digits) && digits.length >= 9 && digits.length <= 15;
}

interface Writing {
  readonly expression: RegExp;
  readonly holds?: (text: string) => boolean;
}

// Quantifiers are bounded, so that no text can make a match take quadratic time.
const WRITINGS: readonly Writing[] = [
  { expression: /(?<![\w+)\]])\+[1-9]\d{0,2}(?:[ /-]?\(?\d{1,4}\)?){2,7}(?!\d)/g, holds: isWorldwide },
  { expression: /(?<![\w+)\]])\+\d{1,3}(?:\.\d{2,4}){3,5}(?![\d.]?\d)/g, holds: isWorldwide },
  // North America: an area and an exchange never begin with 0 or 1.
  { expression: /(?<![\w.-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w.-]?\d)/g },
  { expression: /(?<![\w.-])0\d{2,4}[ /-]\d{5,9}(?![\w.-]?\d)/g },
];

const PHONE_WORDS = /phone|\btel\b|telefon|mobile|\bfax|hotline|\bcall|\bsms\b|whatsapp/i;

/** In code a number is a phone number if it is all of a text in quotes or markup, or its line speaks of one. */
export function isWrittenAsNumber(text: string, start: number, end: number, words: RegExp): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  if (/(?:["'`>]|tel:)$/.test(before) && /^["'`<]/.test(text.slice(end, end + 1))) return true;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return words.test(line.slice(-80));
}

/** Phone numbers: with the code of a country, in the North American writing, or with a leading zero and a separator. */
export function findPhones(text: string, place: TextPlace): readonly PrivatePart[] {
  const parts = WRITINGS.flatMap(({ expression, holds }) => {
    // Between words of people any long number with a plus is one; code and logs hold many numbers.
    const isAny = holds === isWorldwide && place === 'slack';
    return matchingParts(text, 'phone', expression, isAny ? (match) => digitsOf(match).length >= 8 : holds);
  });
  if (place !== 'code') return parts;
  return parts.filter(({ start, end }) => isWrittenAsNumber(text, start, end, PHONE_WORDS));
}

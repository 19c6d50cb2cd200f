import { matchingParts, type PrivatePart } from './private-part.ts';
import { looksRandom } from './randomness.ts';
import shapes from './secret-shapes.json' with { type: 'json' };

/**
 * The shapes that vendors document for their keys, as data: `secret-shapes.json`. Quantifiers are bounded, so that no text
 * makes a match take quadratic time.
 */
const DOCUMENTED = shapes.map(({ shape, ...rest }) => new RegExp(shape, 'ignoreCase' in rest ? 'gi' : 'g'));

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]{1,10000}?-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?:[^A-Za-z0-9]{0,8}[A-Za-z0-9+/=]{16,80}){1,500})/g;

/** Between its two lines a key has signs that no words have; in code that only names the lines there are none. */
function holdsKey(match: string): boolean {
  const body = match.replaceAll(/-----[A-Z ]+-----/g, '').replaceAll(/\$\{[^}]*\}/g, '');
  return !/\w\(/.test(body) && /(?=[a-z]*[A-Z0-9+/])[A-Za-z0-9+/=]{5,}/.test(body);
}

/** `user:password` in an address. */
const IN_ADDRESS = /(?<=:\/\/)[^\s:/@"'`<>]{0,100}:[^\s:/@"'`<>]{1,200}(?=@)/g;
const HOLE_IN_ADDRESS = /:(?:[$%{<[\\]|#\{)|\$\{|#\{|\{\{|:(?:pass(?:word|wd)?|pwd|secret|token|x+|\*+)$/i;

const BEARER =
  /(?<=\bbearer\s{1,2})(?=[A-Za-z._~+/=-]{0,300}\d)(?=[\d._~+/=-]{0,300}[A-Za-z])[A-Za-z0-9._~+/=-]{8,2000}/gi;
/** As GitHub and others take it: `Authorization: token …`. */
const TOKEN =
  /(?<=\bauthorization["'\]]{0,3}\s{0,2}[:=,]\s{0,2}["'`]?token\s{1,2})(?=[A-Za-z._-]{0,300}\d)[A-Za-z0-9._-]{16,2000}/gi;
/** `curl -u user:password`. */
const IN_COMMAND =
  /(?<=\bcurl\b[^\n]{0,200}\s(?:-u|--user)[ =]?["']?)[^\s:/@"'`<>$]{1,100}:[^\s"'`<>]{6,200}/g;
const BASIC = /(?<=\bbasic\s{1,2})[A-Za-z0-9+/]{8,2000}={0,2}(?![\w=])/gi;

/** What follows `Basic` is `user:password` in base64 (RFC 7617); any other word is a word. */
function isUserAndPassword(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e\xa0-\xff]*$/.test(plain) && /^[^:]*:./.test(plain);
}

/** Eight signs that are filled in by hand: `xoxp-XXXXXXXXXX-…` stands for a key in a document. */
const FILLED_IN = /([xX*.])\1{7}/;

/** Secrets by their shape alone, wherever they stand; `ofVendors` are shapes with the flag `g`. */
export function findShapedSecrets(text: string, ofVendors: readonly RegExp[]): readonly PrivatePart[] {
  return [
    ...[...ofVendors, ...DOCUMENTED].flatMap((shape) =>
      matchingParts(text, 'secret', shape, (match) => !FILLED_IN.test(match)),
    ),
    ...matchingParts(text, 'secret', PRIVATE_KEY, holdsKey),
    ...matchingParts(text, 'secret', IN_ADDRESS, (match) => !HOLE_IN_ADDRESS.test(match)),
    ...matchingParts(text, 'secret', IN_COMMAND, (match) => !HOLE_IN_ADDRESS.test(match)),
    ...matchingParts(text, 'secret', BEARER),
    ...matchingParts(text, 'secret', TOKEN, looksRandom),
    ...matchingParts(text, 'secret', BASIC, isUserAndPassword),
  ];
}

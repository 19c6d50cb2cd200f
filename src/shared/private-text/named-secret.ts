import type { PrivatePart, TextPlace } from './private-part.ts';
import { looksRandom } from './randomness.ts';

/** What a value is called if it is a secret. */
const KEY_NAME =
  /(?<pass>passwor[dt]|passwd|pwd|(?<![a-z])pw(?![a-z])|passphrase|(?<![a-z])pass(?![a-z]))|api[ ._-]?key|secret|token|credentials?|auth(?:orization)?(?=["'\s]*[:=])|(?<![\w.-])key(?=["']?\s{0,2}[:=]\s{0,2}["'`])|(?:access|private|auth|signing|encryption|client|account|master|webhook|service|shared|storage)[_-]?key/gi;

/** A name that goes on like this means something about a secret, not the secret. */
const ABOUT =
  /url|uri|type|name|path|field|label|header|prefix|length|ttl|expir|regex|pattern|ids?\b|kind|endpoint|count|limit|hash|digest|table|column|param|public/i;

const NAME_REST = String.raw`(?<rest>[\w-]{0,30})`;
/** A name and its value may stand apart: `name: API_KEY` and on the next line `value: …`, or `"api_key" { default = `. */
const APART = String.raw`["'\x60]?[\s,:{]{1,40}["']?(?:default|value)["']?\s{0,2}[:=]\s{0,2}`;
/** Between a name and a value in quotes: `"]: string = `, ` => `, `", `. */
const BEFORE_QUOTES = String.raw`(?:${APART}|["'\x60]?\]?(?:\s{0,2}:\s?&?'?[\w<>?. ]{1,30}?|\s(?:string|String))?\s{0,4}(?:=>|:=|={1,3}|:|,|\()\s{0,4}|\s(?:is|was):?\s)`;
const BEFORE_OPEN = String.raw`(?<link>${APART}|["'\x60]?(?:\s{0,2}[=:]\s{0,2}|>)|\s(?:is|was):?\s|\s(?=[^\s=:-]))`;
const QUOTED = new RegExp(
  String.raw`${NAME_REST}${BEFORE_QUOTES}(?:[a-z]{1,2}|[@$]|[\w.:]{1,30}\()?(["'\x60])(?<value>[^"'\x60\s]{6,400})\2`,
  'y',
);
const OPEN = new RegExp(
  String.raw`${NAME_REST}${BEFORE_OPEN}(?<value>[^\s"'\x60&;,(){}\[\]<>]{6,400})(?=["'\x60]?(?:[\s&;,)}\]<]|$))`,
  'y',
);

/** Stands for a value: a variable, a hole of a template, a reference, words that say that it must be set. */
const HOLE =
  /^[$%@#.:\\!&*?^~<{[]|^\/(?![A-Za-z0-9/]{0,400}(?:\+[A-Za-z0-9+/]{0,400}={0,2}|={1,2})$)|\$\{|#\{|\{\{|%s|\*{3}|x{4}|\.{3}/i;
const TO_BE_SET = /your|example|placeholder|change_?me|changeit|dummy|redacted|insert|withheld_/i;

const METHODS =
  /^(?:sha|md|aes|rsa|argon|bcrypt|scrypt|pbkdf|base|utf|latin|iso|windows|oauth|hmac|scram|x509|p12|basic|bearer)[\w-]*$/i;

/** Words with points between them, a star for any of them: `users.*.password`. */
const PATHS = /^(?=.*(?:^|\.)\*(?:\.|$))[\w*]{1,60}(?:\.[\w*]{1,60}){1,20}$/;

/** A password that people choose: digits, or letters with a digit or a special sign, and no name of code. */
function isLikePassword(value: string): boolean {
  if (looksRandom(value)) return true;
  if (/^\d{6,64}$/.test(value)) return true;
  if (!/^[\w!@#$%^&*?~+=./-]{6,64}$/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (METHODS.test(value) || PATHS.test(value)) return false;
  if (/[!@#$%^&*?~]/.test(value)) return /\d/.test(value) || /[!@#$%^&*?~].*[!@#$%^&*?~]/.test(value);
  return /\d/.test(value) && (!/[_./=-]/.test(value) || /[A-Za-z]\d[A-Za-z]/.test(value));
}

interface Found {
  readonly name: string;
  readonly rest: string;
  readonly value: string;
  readonly isPassword: boolean;
}

function isSecretValue({ name, rest, value, isPassword }: Found): boolean {
  if (HOLE.test(value) || TO_BE_SET.test(value) || /public/i.test(name)) return false;
  // `exports.newToken = newToken`
  if (`${name}${rest}`.endsWith(value)) return false;
  if (isPassword) return /^[\d_]*$/.test(rest) && isLikePassword(value);
  return !ABOUT.test(rest) && looksRandom(value);
}

/** Without quotes a value may be code, so more is asked: that it looks random, or stands as in a file of variables. */
function isOpenSecret(
  found: Found & { readonly link: string; readonly line: string },
  place: TextPlace,
): boolean {
  const { name, link, value, line, isPassword } = found;
  const isSaid = place === 'slack' || name === name.toUpperCase() || /(?:^|\s)--[\w-]*$/.test(line);
  if (link.trim() === '' && !isSaid) return false;
  if (!isSecretValue(found)) return false;
  if (!isPassword || looksRandom(value) || place === 'slack') return true;
  const isVariable = name === name.toUpperCase() && link === '=';
  const isSetting = /[;?&]\s?$/.test(line) || />$/.test(link);
  return isVariable || isSetting || (/[!@#$%^*?~]/.test(value) && /^[\s\w."'-]*$/.test(line));
}

/** Values that stand beside the name of a secret: `password = "…"`, `API_KEY=…`, `"token": "…"`, `setSecret("…")`. */
export function findNamedSecrets(text: string, place: TextPlace): readonly PrivatePart[] {
  const parts: PrivatePart[] = [];
  for (const match of text.matchAll(KEY_NAME)) {
    const from = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const start = /[\w.-]*$/.exec(line)?.[0] ?? '';
    const said = {
      name: `${start}${match[0]}`,
      line: line.slice(0, line.length - start.length) + (start.startsWith('--') ? start : ''),
      isPassword: match.groups?.['pass'] !== undefined,
    };
    const value = valueAt(text, from, said, place);
    if (value !== null) parts.push({ kind: 'secret', ...value });
  }
  return parts;
}

type Said = Pick<Found, 'name' | 'isPassword'> & { readonly line: string };

function valueAt(text: string, from: number, said: Said, place: TextPlace) {
  QUOTED.lastIndex = from;
  OPEN.lastIndex = from;
  const quoted = QUOTED.exec(text)?.groups;
  const open = quoted === undefined ? OPEN.exec(text)?.groups : undefined;
  const { rest = '', value = '', link = '' } = quoted ?? open ?? {};
  const found = { ...said, rest, value, link };
  const holds = quoted === undefined ? isOpenSecret(found, place) : isSecretValue(found);
  if (value === '' || !holds) return null;
  const end = quoted === undefined ? OPEN.lastIndex : QUOTED.lastIndex - 1;
  return { start: end - value.length, end };
}

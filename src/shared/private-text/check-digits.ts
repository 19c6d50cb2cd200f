const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Tells whether the last digit is the check digit of payment cards (ISO/IEC 7812-1, annex B); only digits count. */
export function hasCardCheckDigit(text: string): boolean {
  const digits = [...digitsOf(text)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** First digits and lengths of the large card schemes (ISO/IEC 7812). */
const SCHEMES =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|62\d{14,17})$/;

/** Tells whether these digits, with blanks or dashes between them, are the number of a card of a large scheme. */
export function isCardOfScheme(text: string): boolean {
  return SCHEMES.test(digitsOf(text)) && hasCardCheckDigit(text);
}

/** Length of an account number by country (SWIFT's registry of IBAN formats). */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 ' +
    'FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 ' +
    'MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 TN24 ' +
    'TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((row) => [row.slice(0, 2), Number(row.slice(2))]),
);

/** Tells whether the text is an international account number: right length for its country, right check digits (ISO 13616). */
export function isAccountNumber(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (IBAN_LENGTHS.get(plain.slice(0, 2)) !== plain.length) return false;
  const digits = [...plain.slice(4), ...plain.slice(0, 4)].map((sign) => Number.parseInt(sign, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

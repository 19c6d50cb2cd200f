import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedaction, holdsWithheldToken } from '#agents/redaction.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';

const { addedSecrets, redact, withhold } = createRedaction(VENDOR_SECRETS);

const alphanumeric = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: length, maxLength: length });
const word = fc.stringMatching(/^[a-z]{1,8}$/);

function withCheckDigit(start: string): string {
  const sum = [...start].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${start}${(10 - (sum % 10)) % 10}`;
}

/** Private things of every kind, as people and repositories write them. */
const PRIVATE = {
  secret: fc.oneof(
    alphanumeric(32).map((key) => `sk-${key}`),
    alphanumeric(36).map((key) => `ghp_${key}`),
    alphanumeric(24).map((key) => `xoxb-123-${key}`),
    alphanumeric(30).map((key) => `phx_${key}`),
    alphanumeric(16).map((key) => `AKIA${key.toUpperCase()}`),
    fc.stringMatching(/^[0-9a-f]{32}$/).map((key) => `dapi${key}`),
    // What is written like a password: letters and a digit.
    alphanumeric(10).map((key) => `password = "7${key}b"`),
    alphanumeric(20).map((key) => `Bearer ${key}`),
    // Services that the bot does not know, by secretlint's rules.
    alphanumeric(36).map((key) => `npm_${key}`),
    alphanumeric(20).map((key) => `glpat-${key}`),
    alphanumeric(34).map((key) => `hf_${key.replaceAll(/\d/g, 'x')}`),
  ),
  email: fc.tuple(word, word, word).map(([name, host, top]) => `${name}.x@${host}-shop.${top}.com`),
  phone: fc
    .tuple(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 100, max: 999 }),
      fc.integer({ min: 100_000, max: 9_999_999 }),
    )
    .map(([country, area, number]) => `+${country} ${area} ${number}`),
  card: fc
    .stringMatching(/^[3-6]\d{14}$/)
    .map((start) => withCheckDigit(start).replace(/(\d{4})(?=\d)/g, '$1 ')),
  'slack-id': fc.oneof(
    fc.stringMatching(/^[UWC]0[A-Z0-9]{8}$/),
    fc.stringMatching(/^[UW]0[A-Z0-9]{8}$/).map((id) => `<@${id}|ada>`),
  ),
};

const anyPrivate = fc.oneof(...Object.values(PRIVATE));

describe('redact', () => {
  it.each(Object.entries(PRIVATE))('removes every %s from the text around it', (kind, arbitrary) => {
    fc.assert(
      fc.property(word, arbitrary, word, (before, thing, after) => {
        const clean = redact(`${before} ${thing} ${after}`);
        expect(clean).not.toContain(thing);
        expect(clean).toContain(`[${kind} removed]`);
        expect(clean.startsWith(`${before} `) && clean.endsWith(` ${after}`)).toBe(true);
      }),
    );
  });

  it('finds nothing more in what it has cleaned', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), anyPrivate)), (parts) => {
        const clean = redact(parts.join(' '));
        expect(redact(clean)).toBe(clean);
      }),
    );
  });

  it.each([
    'Move the first gate from level 30 to 40',
    'On 2026-11-21 at 09:30 the lift was +0.0423 (0.0101 to 0.0745)',
    'openai@7.55.0 and node 24.21.0',
    'launched at 1763700000000, 1,234,567 units',
    'TREATMENTS and CONTROLLED are words; token: string; const token = options.token',
    'retention_7d of 45,489 units is 18.2 %',
  ])('leaves "%s" alone', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('removes a private key whole, and what stands in an address before the host', () => {
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----';
    expect(redact(`a ${pem} b`)).toBe('a [secret removed] b');
    expect(redact('postgres://shop:hunter2@db/shop')).toBe('postgres://[secret removed]@db/shop');
    expect(redact('clickhouse+http://bot:hunter2@db:8123/shop')).toBe(
      'clickhouse+http://[secret removed]@db:8123/shop',
    );
  });

  it('takes no longer than a moment for hostile texts', () => {
    const hostile = [
      'a'.repeat(200_000),
      '1 '.repeat(100_000),
      '@a.'.repeat(60_000),
      'token='.repeat(30_000),
    ];
    for (const text of hostile) expect(redact(text).length).toBeGreaterThan(0);
  });
});

describe('addedSecrets', () => {
  const [old, other] = ['sk-abcdefghijklmnop1234', 'sk-zyxwvutsrqponmlk9876'];

  it('compares values: a file that holds one secret licenses no other', () => {
    expect(addedSecrets(`const a = '${old}';`, `const a = '${old}'; const b = '${other}';`)).toEqual([other]);
    expect(addedSecrets(`const a = '${old}';`, `const a = '${other}';`)).toEqual([other]);
  });

  it('has nothing against a secret that was there before, however it is written', () => {
    expect(addedSecrets(`key = ${old}`, `const key = '${old}';\nconst same = '${old}';`)).toEqual([]);
    expect(addedSecrets('', "token = encode(payload); const mail = 'ada@corner-shop.dev';")).toEqual([]);
  });
});

describe('withhold', () => {
  it('gives back exactly what it took', () => {
    const parts = fc.array(fc.oneof(fc.string(), anyPrivate, fc.constant('__WITHHELD_EMAIL_1__')));
    fc.assert(
      fc.property(parts, (texts) => {
        const text = texts.join(' ');
        expect(withhold(text).restore(withhold(text).text)).toBe(text);
      }),
    );
  });

  it('shows a token in its place, and restores it wherever the file was changed around it', () => {
    const { text, restore } = withhold("const to = 'ada@corner-shop.dev'; // a$&b");
    expect(text).toBe("const to = '__WITHHELD_EMAIL_1__'; // a$&b");
    expect(holdsWithheldToken(text)).toBe(true);
    expect(restore(`// new\n${text}`)).toBe("// new\nconst to = 'ada@corner-shop.dev'; // a$&b");
  });
});

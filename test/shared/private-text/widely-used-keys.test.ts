import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPrivateText } from '#shared/private-text/private-text.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const LOW = `${LETTERS.slice(26)}${DIGITS}`;
const UP = `${LETTERS.slice(0, 26)}${DIGITS}`;
const ANY = `${LETTERS}${DIGITS}`;
const engine = createPrivateText([]);

/** Signs as if drawn at random, always the same for a seed. Made here, so that no scanner takes the file for a leak. */
function drawn(seed: string, length: number, signs = ANY): string {
  let out = '';
  for (let block = 0; out.length < length; block += 1) {
    for (const byte of createHash('sha256').update(`${seed}:${block}`).digest())
      out += signs[byte % signs.length];
  }
  return out.slice(0, length);
}

const SHAPES: Readonly<Record<string, (seed: string) => string>> = {
  bedrock: (seed) => `ABSK${drawn(seed, 128)}`,
  buildkite: (seed) => `bkua_${drawn(seed, 40, HEX)}`,
  circleci: (seed) => `CCIPAT_${drawn(seed, 22)}_${drawn(seed, 40, HEX)}`,
  cloudflare: (seed) => `cfut_${drawn(seed, 40)}`,
  dynatrace: (seed) => `dt0c01.${drawn(seed, 24, UP)}.${drawn(`${seed}b`, 64, UP)}`,
  easypost: (seed) => `EZAK${drawn(seed, 54)}`,
  elevenlabs: (seed) => `sk_${drawn(seed, 48, HEX)}`,
  fly: (seed) => `fm2_${drawn(seed, 120)}`,
  'gitlab runner': (seed) => `GR1348941${drawn(seed, 20)}`,
  jfrog: (seed) => `AKCp8${drawn(seed, 68)}`,
  mapbox: (seed) => `sk.eyJ1${drawn(seed, 50)}.${drawn(`${seed}b`, 22)}`,
  neon: (seed) => `napi_${drawn(seed, 64, LOW)}`,
  nvidia: (seed) => `nvapi-${drawn(seed, 64)}`,
  openshift: (seed) => `sha256~${drawn(seed, 43)}`,
  perplexity: (seed) => `pplx-${drawn(seed, 48)}`,
  pulumi: (seed) => `pul-${drawn(seed, 40, HEX)}`,
  shippo: (seed) => `shippo_live_${drawn(seed, 40, HEX)}`,
  sonar: (seed) => `squ_${drawn(seed, 40, HEX)}`,
  tailscale: (seed) => `tskey-auth-${drawn(seed, 12)}-${drawn(`${seed}b`, 32)}`,
  typeform: (seed) => `tfp_${drawn(seed, 59)}`,
  unleash: (seed) => `*:production.${drawn(seed, 56, HEX)}`,
  vercel: (seed) => `vercel_blob_rw_${drawn(seed, 16)}_${drawn(`${seed}b`, 32)}`,
};

function missed(texts: readonly string[]): number {
  return texts.filter((text) => !engine.find(text, 'code').some(({ kind }) => kind === 'secret')).length;
}

const SEEDS = Array.from({ length: 50 }, (_, index) => `seed ${index}`);

describe('keys of widely used vendors without a name beside them', () => {
  it.each(Object.entries(SHAPES))('%s', (_name, make) => {
    expect(missed(SEEDS.map((seed) => `client.connect("${make(seed)}");`))).toBe(0);
  });

  it('in commands and headers that hold nothing else', () => {
    const hex = (seed: string) => drawn(seed, 40, HEX);
    expect(missed(SEEDS.map((seed) => `curl -u admin:${hex(seed)} https://ci.acme-shop.com/job`))).toBe(0);
    expect(missed(SEEDS.map((seed) => `Authorization: token ${hex(seed)}`))).toBe(0);
    const holes = ['curl -u "$USER:$PASSWORD" https://x.io', 'Authorization: token <token-of-2-machines>'];
    expect(holes.flatMap((text) => engine.find(text, 'code'))).toEqual([]);
  });
});

describe('keys without a shape beside a name', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `key ${index}`);
  it.each([
    ['32 signs of hex', 32, HEX],
    ['40 signs of hex', 40, HEX],
    ['32 small letters and digits', 32, LOW],
    ['32 letters and digits', 32, ANY],
  ])('of %s are found as often as the kinds of the set', (_name, length, signs) => {
    const texts = many.map((seed) => `DD_API_KEY=${drawn(seed, length, signs)}`);
    expect(missed(texts)).toBeLessThanOrEqual(20);
  });

  it('in base64 that begins with a slash are no path', () => {
    const value = `/${drawn('slash', 42)}=`;
    expect(missed([`const signingKey = "${value}";`])).toBe(0);
    expect(engine.find('const keyFile = "x"; const key = "/etc/tls2/k8s/pki/ca1/rsa4"', 'code')).toEqual([]);
  });
});

it('what people type into a chat, in signs of code or with the short word, is found', () => {
  const typed = [
    `the token is \`${drawn('typed', 32, HEX)}\` until Friday`,
    `the password was "${drawn('typed', 12)}7!"`,
    'pw: Sommer2024!',
    'das Passwort: Sommer2024!',
  ];
  expect(typed.map((text) => engine.find(text, 'slack').map(({ kind }) => kind))).toEqual(
    typed.map(() => ['secret']),
  );
});

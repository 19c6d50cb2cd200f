import { describe, expect, it } from 'vitest';
import type { TextPlace } from '#shared/private-text/private-part.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';

const engine = createPrivateText([]);

/** What is found in a text, as kind and text. */
function found(text: string, place: TextPlace = 'slack'): readonly string[] {
  return engine.find(text, place).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('createPrivateText', () => {
  it.each([
    'this@Outer.path',
    'this@Screen.design',
    '"<#{list}>"',
    'token = encode(payload)',
    'const token = encode64url2(bytes);',
    '<div class="sk-folding-cube sk-circle-fade-dot">',
    "if (pem.startsWith('-----BEGIN PRIVATE KEY-----')) return read(pem, '-----END PRIVATE KEY-----');",
    'val url = "https://$user:$password@$host/"',
  ])('takes ordinary code for ordinary: %s', (code) => {
    expect(found(code, 'code')).toEqual([]);
    expect(found(code, 'log')).toEqual([]);
  });

  it('leaves names alone that belong to no person (RFC 2606)', () => {
    expect(found('ada@example.com, ada@shop.example, ada@mail.example.org, ada@localhost.test')).toEqual([]);
    expect(found('ada@examples.com')).toEqual(['email: ada@examples.com']);
  });

  it('knows ids of Slack in words of people only', () => {
    expect(found('ask U024BE7LH about WINTER2026')).toEqual(['slack-id: U024BE7LH']);
    expect(found('as <@p_ykszj8mbrrr3> proposed')).toEqual(['slack-id: <@p_ykszj8mbrrr3>']);
    expect(found('const CODE = U024BE7LH;', 'code')).toEqual([]);
    expect(found('posted to C024BE91L', 'log')).toEqual([]);
    expect(found("post('<@U024BE7LH>')", 'code')).toEqual(['slack-id: <@U024BE7LH>']);
  });

  it('takes a number in code for a person’s only if it is written as one', () => {
    expect(found('const n = 4111111111111111; const x = y +4915112345678;', 'code')).toEqual([]);
    expect(found("const card = '4111111111111111';", 'code')).toEqual(['card: 4111111111111111']);
    expect(found('href="tel:+4915112345678"', 'code')).toEqual(['phone: +4915112345678']);
  });

  it('tells an account number from a text of its shape', () => {
    expect(found('DE89 3704 0044 0532 0130 00')).toEqual(['iban: DE89 3704 0044 0532 0130 00']);
    expect(found('to DE88370400440532013000', 'code')).toEqual([]);
  });

  it('needs a value that looks like a secret beside the name of one', () => {
    const key = ['b7e2d9c4f1a84630', '957ec8d0b3a6f215'].join('');
    expect(found(`apiKey: '${key}'`, 'code')).toEqual([`secret: ${key}`]);
    expect(found(`checksum: '${key}'; publicKeyToken: '${key}'; tokenUrl: '${key}'`, 'code')).toEqual([]);
    expect(found("apiKey: 'settings.account.access_key_2'", 'code')).toEqual([]);
    expect(found(`- name: API_KEY\n  value: ${key}`, 'code')).toEqual([`secret: ${key}`]);
  });

  it('finds what a token of its own was put into', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIEowIBAAK __WITHHELD_EMAIL_1__\n-----END PRIVATE KEY-----';
    expect(found(pem, 'code')).toEqual([`secret: ${pem}`]);
    expect(found('token: __WITHHELD_SECRET_1__, [secret removed]', 'code')).toEqual([]);
  });
});

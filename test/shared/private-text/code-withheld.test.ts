import { expect, it } from 'vitest';
import { createPrivateText } from '#shared/private-text/private-text.ts';

const engine = createPrivateText([]);

it.each([
  'password = password.encode("latin1")',
  'pwd = pwd.decode("iso8859-1")',
  'exports.exchangeX509Token = exchangeX509Token;',
  'this.expireB2BToken = expireB2BToken',
  'const token = exchangeV2AccessToken2',
  "paths: ['users.*.password', 'users.*.profile.preferences.*']",
  '"redact": ["*.password", "req.headers.*.x"]',
  'const key="feature-2024-q3-checkout-v2-a1b2c3"',
  'headers: { authorization: "token 0000000000000000000000000000000000000001" }',
])('ordinary code is not withheld: %s', (text) => {
  expect(engine.find(text, 'code')).toEqual([]);
});

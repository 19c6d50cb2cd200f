import { describe, expect, it } from 'vitest';
import { isOurOwn } from '#app/web/same-origin.ts';

const OWN = 'https://desk.test';

function taken(method: string, headers: Readonly<Record<string, string>>, needsOrigin = true): boolean {
  return isOurOwn({ method, header: (name) => headers[name] }, OWN, needsOrigin);
}

describe('the origin of a request', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'MADE-UP'])('lets %s in from our own pages alone', (method) => {
    expect(taken(method, { origin: OWN, 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(taken(method, { origin: OWN })).toBe(true);
    expect(taken(method, { 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const origin of ['https://evil.test', 'null', 'http://desk.test', 'https://desk.test:8443', ''])
      expect(taken(method, { origin, 'sec-fetch-site': 'same-origin' })).toBe(false);
    for (const site of ['cross-site', 'same-site', 'none', ''])
      expect(taken(method, { origin: OWN, 'sec-fetch-site': site })).toBe(false);
    expect(taken(method, {})).toBe(false);
  });

  it('lets programs without a browser change something only if no cookie counts there', () => {
    expect(taken('POST', {}, false)).toBe(true);
    expect(taken('POST', { origin: 'https://evil.test' }, false)).toBe(false);
    expect(taken('POST', { 'sec-fetch-site': 'cross-site' }, false)).toBe(false);
  });

  it.each(['GET', 'HEAD'])('lets %s in as a whole page from anywhere, and as a part from ours', (method) => {
    const page = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(taken(method, {})).toBe(true);
    expect(taken(method, { 'sec-fetch-site': 'none', ...page })).toBe(true);
    expect(taken(method, { 'sec-fetch-site': 'cross-site', ...page })).toBe(true);
    expect(taken(method, { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBe(true);
    for (const site of ['cross-site', 'same-site']) {
      for (const dest of ['iframe', 'frame', 'object', 'embed'])
        expect(taken(method, { 'sec-fetch-site': site, ...page, 'sec-fetch-dest': dest })).toBe(false);
      for (const mode of ['no-cors', 'cors', 'same-origin', 'websocket'])
        expect(taken(method, { 'sec-fetch-site': site, 'sec-fetch-mode': mode })).toBe(false);
    }
  });
});

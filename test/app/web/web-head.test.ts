import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webHeadProblem } from '#app/web/web-head.ts';

const HOSTS = ['desk.test'];

function status(change: {
  readonly method?: string;
  readonly url?: string;
  readonly raw?: readonly (readonly [string, string])[];
}): number {
  const { method = 'GET', url = '/desk', raw = [['Host', 'desk.test']] } = change;
  const headers = Object.fromEntries(raw.map(([name, value]) => [name.toLowerCase(), value]));
  const head = { method, url, headers, rawHeaders: raw.flat(), socket: { localPort: 3000 } };
  return webHeadProblem(head, HOSTS)?.status ?? 0;
}

describe('the head of a request to the desk', () => {
  it.each([
    ...['/', '/desk', '/desk?view=a//b', '/desk/experiments/exp-1', '/desk/x?to=%2Fdesk%2Fy%3Fz%3D1'],
    ...['/desk/people/%C3%A4', '/api/v1/experiments/exp-1~2', '/desk/a.b/c..d'],
  ])('is fit with the address %s', (url) => {
    expect(status({ url })).toBe(0);
  });

  it.each([
    ...['/desk//x', '//evil.test/desk', '/desk/../api', '/desk/./x', '/desk/%2e%2e/api', '/desk/.%2E/api'],
    ...['/desk/%2fapi', '/desk/%5capi', '/desk\\x', '/desk/x#y', '/desk/%00', '/desk/%0d%0aset-cookie:x'],
    ...[
      '/desk/%zz',
      '/desk/%c3',
      '/desk/%ed%a0%80',
      '/desk/ä',
      '/desk/a b',
      'http://desk.test/desk',
      '*',
      '',
    ],
    ...['/desk?x=\\y', '/desk/%7f'],
  ])('is refused with the address %j', (url) => {
    expect(status({ url })).toBe(400);
  });

  it('is refused if the address is too long', () => {
    expect(status({ url: `/desk?q=${'x'.repeat(4_088)}` })).toBe(0);
    expect(status({ url: `/desk?q=${'x'.repeat(4_089)}` })).toBe(414);
  });

  it.each(['OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', 'QUERY', ''])(
    'is refused with the method %j',
    (method) => {
      expect(status({ method })).toBe(405);
    },
  );

  it.each([
    ...['evil.test', 'desk.test:3000', 'desk.test.evil.test', 'desk.test@evil.test', '127.0.0.1', ''],
  ])('is refused under the name %j', (host) => {
    expect(status({ raw: [['Host', host]] })).toBe(421);
  });

  it('is fit under its name in capitals, and refused without a name', () => {
    expect(status({ raw: [['Host', 'DESK.test']] })).toBe(0);
    expect(status({ raw: [] })).toBe(421);
  });

  it.each(['Host', 'Origin', 'Cookie', 'Content-Type', 'Content-Length', 'Authorization', 'Sec-Fetch-Site'])(
    'is refused with two headers %s, also of one value',
    (name) => {
      const raw = [['Host', 'desk.test'] as const, [name, 'desk.test'] as const];
      expect(status({ raw: [...raw, [name.toUpperCase(), 'desk.test']] })).toBe(400);
    },
  );

  it.each([
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-HTTP-Method',
    'X-Original-URL',
    'X-Rewrite-URL',
  ])('is refused with %s', (name) => {
    expect(
      status({
        raw: [
          ['Host', 'desk.test'],
          [name, 'DELETE'],
        ],
      }),
    ).toBe(400);
  });

  it('takes no address that reads as another path once it is cleaned up', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.constantFrom('', '/..', '//', '/%2e', '\\', '/%2F'), (path, trick) => {
        const url = `/desk${path}${trick}`;
        if (status({ url }) !== 0) return;
        const { pathname } = new URL(url, 'http://desk.test');
        expect(pathname).toBe(url.split('?')[0]);
        expect(decodeURIComponent(pathname).split('/')).toHaveLength(pathname.split('/').length);
      }),
    );
  });
});

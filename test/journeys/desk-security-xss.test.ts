import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DESK_ROUTES } from '#app/web/desk-routes.ts';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { HAS_BROWSER, useBrowser } from '#test/support/browser.ts';
import { FORM, wholeForm } from '#test/support/journey.ts';
import { PATIENT } from '#test/support/patience.ts';
import { OURS, readStrings } from '#tools/hostile-strings/read-strings.ts';

/** Strings that become code, markup or an address in a page that lets them. Each would set `__run`. */
const PAYLOADS: readonly string[] = [
  '<script>__run=1</script>',
  '</title><script>__run=1</script>',
  '</textarea><script>__run=1</script>',
  '</main><script>__run=1</script>',
  '"><img src=x onerror=__run=1>',
  "'><svg onload=__run=1>",
  '" onmouseover="__run=1" autofocus onfocus="__run=1',
  "' onclick='__run=1",
  '<svg><animate onbegin=__run=1 attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.__run=1</script>">',
  '<a href="javascript:__run=1">x</a>',
  '[x](javascript:__run=1) <javascript:__run=1|x>',
  '<base href="//evil.test/"><link rel=stylesheet href=//evil.test/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.test">',
  '<form action=//evil.test><button>x',
  '<style>*{display:none}</style>',
  '<details open ontoggle=__run=1>',
  '&lt;script&gt;__run=1&lt;/script&gt;',
  '&#60;script&#62;__run=1&#60;/script&#62;',
  '<!--><script>__run=1</script>',
  '<![CDATA[<script>__run=1</script>]]>',
  '\u003cscript\u003e__run=1\u003c/script\u003e',
  '{{__run=1}}<%=__run=1%>',
];

const Found = z.object({ ran: z.boolean(), strange: z.array(z.string()) });

/** What stands in a page that no template of the desk writes. The browser reads the page as it reads any. */
const LOOK = `(() => {
  const strange = [];
  for (const one of document.querySelectorAll('*')) {
    const name = one.tagName.toLowerCase();
    if (['script', 'style', 'iframe', 'object', 'embed', 'base', 'frame', 'animate'].includes(name)) {
      if (!(name === 'script' && one.src.startsWith(location.origin + '/desk/assets/') && one.textContent === ''))
        strange.push('<' + name + '>');
    }
    if (name === 'meta' && one.hasAttribute('http-equiv')) strange.push('<meta http-equiv>');
    if (name === 'img' && one.getAttribute('src') === 'x') strange.push('<img src=x>');
    for (const { name: attribute, value } of one.attributes) {
      if (/^on|^style$|^srcdoc$/i.test(attribute)) strange.push(name + ' ' + attribute);
      if (/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(attribute)) {
        if (/^\\s*(javascript|data|vbscript):/i.test(value)) strange.push(name + ' ' + attribute + '=' + value);
        if (/evil\\.test/.test(new URL(value, location.href).host)) strange.push(name + ' leads to ' + value);
      }
    }
  }
  return { ran: '__run' in globalThis, strange };
})()`;

let bot: ListeningBot;
let keys: readonly string[] = [];
beforeAll(async () => {
  if (!HAS_BROWSER) return;
  bot = await startListening();
  const mia = bot.sandbox.slack.as('mia');
  const hostile = readStrings(OURS);
  const ours = hostile.kind === 'ok' ? hostile.value.filter((one) => /[<>"'&]/.test(one)) : [];
  const texts = [...chunks(PAYLOADS, 8), ...chunks(ours, 25).slice(0, 2)].map((part) =>
    part.join(' ').slice(0, 2_900),
  );
  for (const [at, text] of texts.entries()) {
    await mia.command('/experiment', wholeForm(`${text} ${at}`), { channel: 'growth' });
    const view = await vi.waitUntil(() => bot.sandbox.slack.openViews('mia').at(-1), PATIENT);
    await mia.submitModal(view, FORM);
    await bot.bot.worker.drain();
  }
  bot.sandbox.slack.changeUser('U0000000MIA', {
    name: '"><img src=x onerror=__run=1>',
    realName: PAYLOADS[0] ?? '',
  });
  bot.sandbox.slack.renameChannel('growth', 'growth"><script>__run=1</script>');
  bot.sandbox.clock.advance(2 * 3_600_000);
  keys = await bot.store.experimentKeys(null, 100);
});
afterAll(() => bot?.close());

function chunks(all: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

async function expectClean(page: Page, path: string): Promise<void> {
  const refused: string[] = [];
  const note = (text: string) => /Content.Security.Policy|Refused to/i.test(text) && refused.push(text);
  page.on('console', (message) => note(message.text()));
  const answer = await page.goto(`http://127.0.0.1:${bot.port}${path}`);
  const found = Found.parse(await page.evaluate(LOOK));
  expect({ path, ...found, refused }).toEqual({ path, ran: false, strange: [], refused: [] });
  expect(answer?.status()).toBeLessThan(500);
}

describe.runIf(HAS_BROWSER)('hostile words in pages of the desk, read by a browser', () => {
  const browser = useBrowser();

  it('does as a page does that lets them: the look finds what it looks for', async () => {
    const page = await browser.page();
    await page.goto(`http://127.0.0.1:${bot.port}/desk/assets/none`);
    await page.setContent(`<p>${PAYLOADS.join('</p><p>')}</p>`);
    const found = Found.parse(await page.evaluate(LOOK));
    expect(found.strange).toEqual(
      expect.arrayContaining(['<script>', 'img onerror', 'svg onload', '<iframe>']),
    );
  });

  it('stand for nothing in experiments, on every page of them and in every list', async () => {
    expect(keys.length).toBeGreaterThan(2);
    let withWords = 0;
    const page = await browser.page();
    const paths = DESK_ROUTES.map(({ path }) => path).filter((path) => !path.includes('.'));
    for (const path of paths) {
      const of = path.includes(':key') ? keys : [''];
      for (const key of of) {
        await expectClean(page, `/desk${path.replace(':key', key).replace(/\/$/, '')}`);
        if ((await page.textContent('main'))?.includes('run=1') === true) withWords += 1;
      }
    }
    // The words are there, as words.
    expect(withWords).toBeGreaterThan(keys.length);
  });

  it('stand for nothing in addresses and searches', async () => {
    const page = await browser.page();
    for (const payloads of chunks(PAYLOADS, 3)) {
      const payload = payloads.join(' ');
      const said = encodeURIComponent(payload);
      const query = ['q', 'list', 'surface', 'person', 'channel', 'after']
        .map((name) => `${name}=${said}`)
        .join('&');
      await expectClean(page, `/desk?${query}`);
      await expectClean(page, `/desk/calendar?${query}&from=${said}`);
      const inPath = encodeURIComponent(payload.replaceAll('/', ''));
      await expectClean(page, `/desk/experiments/${inPath}`);
      await expectClean(page, `/desk/${inPath}`);
    }
  });
});

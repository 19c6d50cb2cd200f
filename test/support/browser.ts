import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { z } from 'zod';

/** Chromium of this machine; null if it has none, and then the tests that need one are shown as skipped. */
const PATH =
  [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  ) ?? null;

/** Whether a browser is there to judge what pages do. */
export const HAS_BROWSER = PATH !== null;

/** A browser for one test file, started at its first page. */
export function useBrowser(): { readonly page: (options?: BrowserLook) => Promise<Page> } {
  let browser: Promise<Browser> | null = null;
  afterAll(async () => {
    await (await browser)?.close();
  });
  return {
    page: async ({ width = 800, scheme = 'light', scripts = true, keepsPolicy = false } = {}) => {
      browser ??= chromium.launch({ executablePath: PATH ?? '', args: ['--no-sandbox'] });
      const context = await (await browser).newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        javaScriptEnabled: scripts,
        bypassCSP: !keepsPolicy,
      });
      return context.newPage();
    },
  };
}

interface BrowserLook {
  /** CSS pixels; 800 if left out. */
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
  /** Keeps to the policy of content that pages send; axe cannot look at them then. */
  readonly keepsPolicy?: boolean;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on a page, a sentence each. */
export async function axeProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = Problems.parse(await page.evaluate('globalThis.axe.run(document)'));
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`,
  );
}

const Problems = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })),
    }),
  ),
});

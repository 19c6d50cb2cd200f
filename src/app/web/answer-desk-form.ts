import { answerNotice, answerPage } from '#app/web/serve-page.ts';
import type { WebContext, WebGround } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { NOT_FOUND } from '#desk/frame/notice-page.ts';
import type { Page, Visit } from '#desk/page.ts';

/** The visit of a person of the workspace. Throws `WebRefusal` with this sentence if none is signed in. */
export function memberVisit({ var: { visit } }: WebContext, why: string): Visit {
  if (visit === null || visit.coPilot.sight.isExternal) throw new WebRefusal(403, why);
  return visit;
}

/** Answers a form with its page. What the page shows once, a secret, is kept by no browser. */
export async function answerDeskForm(
  context: WebContext,
  { settings }: Pick<WebGround, 'settings'>,
  page: Page | null,
  isRefused: boolean,
): Promise<Response> {
  if (page === null) return answerNotice(context, settings, NOT_FOUND);
  const answered = await answerPage(context, settings, isRefused ? { ...page, status: 409 } : page);
  answered.headers.set('cache-control', 'no-store');
  answered.headers.delete('etag');
  return answered;
}

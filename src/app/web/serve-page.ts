import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DESK_ROUTES } from '#app/web/desk-routes.ts';
import type { WebContext, WebGround } from '#app/web/web-ground.ts';
import { framed } from '#desk/frame/frame.ts';
import { liveAddress } from '#desk/frame/live.ts';
import { NOT_FOUND, type Notice, noticePage } from '#desk/frame/notice-page.ts';
import type { StageShown } from '#desk/frame/stage-bar.ts';
import type { DeskRoute, Download, Page, Visit } from '#desk/page.ts';
import { DESK } from '#desk/paths.ts';
import { entityTag, namesTag } from '#shared/entity-tag.ts';

const PATHS: ReadonlySet<string> = new Set([...DESK_ROUTES.map(({ path }) => path), '/settings']);

/** Answers with a page in the frame of the desk. `back` is the address to go on at from a page that has none of its own. */
export async function answerPage(
  context: WebContext,
  settings: WebGround['settings'],
  page: Page,
  back: string = DESK,
): Promise<Response> {
  const { visit } = context.var;
  // What answers a form has no address of its own to come back to.
  const path = context.req.method === 'POST' ? back : wholePath(context);
  const { came } = context.var;
  const text = framed(
    page,
    {
      onlooker: visit ?? null,
      personas: settings.kind === 'sandbox' ? settings.people : [],
      stage: visit == null ? null : await stageShown(settings, path),
      path,
      live: context.req.method === 'GET' ? liveAddress(page.place, context.req.param('key'), came) : null,
    },
    PATHS,
  );
  const status = page.status ?? 200;
  // The moment at which a page was asked for makes it no other page.
  const timeless = text.replace(`since=${came}`, '');
  return answerText(context, text, { contentType: 'text/html; charset=utf-8', status, timeless });
}

async function stageShown(settings: WebGround['settings'], path: string): Promise<StageShown | null> {
  const stage = settings.kind === 'sandbox' ? settings.stage : undefined;
  return stage === undefined
    ? null
    : { now: stage.now(), note: stage.note, pulls: await stage.openPulls(), path };
}

/** The path of a request with what follows it. */
export function wholePath({ req }: Pick<WebContext, 'req'>): string {
  const { pathname, search } = new URL(req.url);
  return `${pathname}${search}`;
}

/** Answers with a page that says why there is no other. */
export function answerNotice(
  context: WebContext,
  settings: WebGround['settings'],
  notice: Notice,
): Promise<Response> {
  return answerPage(context, settings, noticePage(notice));
}

/** Answers a route of the desk for the person who is signed in. */
export async function answerRoute(
  context: WebContext,
  settings: WebGround['settings'],
  { show }: DeskRoute,
  visit: Visit,
): Promise<Response> {
  const found = await show(visit, {
    params: context.req.param(),
    query: new URL(context.req.url).searchParams,
  });
  if (found === null) return answerNotice(context, settings, NOT_FOUND);
  return 'contentType' in found ? answerDownload(context, found) : answerPage(context, settings, found);
}

function answerDownload(context: WebContext, { name, contentType, body }: Download) {
  context.header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`);
  return answerText(context, body, { contentType, status: 200 });
}

/** What a person sees may change at any time and is for them alone: it is kept, and asked about each time. */
function answerText(
  context: WebContext,
  body: string,
  { contentType, status, timeless = body }: { contentType: string; status: number; timeless?: string },
) {
  const tag = entityTag(timeless);
  const headers = { 'cache-control': 'private, no-cache', vary: 'Cookie', etag: `W/${tag}` };
  const isKnown = status === 200 && namesTag(context.req.header('if-none-match'), tag);
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  if (isKnown) return context.body(null, 304);
  context.header('content-type', contentType);
  // Pages name a number; Hono has a type of those that may have a body.
  return context.body(body, status as ContentfulStatusCode);
}

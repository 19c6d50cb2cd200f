import type { DeskRoute, Page, Visit } from '#desk/page.ts';

/** The page that a route shows for a query. Throws if it is none. */
export async function pageOf(
  route: DeskRoute,
  visit: Visit,
  query = '',
  params: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const found = await route.show(visit, { params, query: new URLSearchParams(query) });
  if (found === null || 'contentType' in found) throw new Error('no page');
  return found;
}

/** A page as text: a headline behind `#`, a row of a table as one line, links without their addresses. */
export function textOfPage({ body }: Page): string {
  return body.text
    .replace(/<span class="cell-name"[^>]*>.*?<\/span>/gs, '')
    .replace(/<(?:svg|select|style)[^>]*>.*?<\/(?:svg|select|style)>/gs, (part) =>
      part.startsWith('<select')
        ? part.replace(/<option[^>]* selected>([^<]*)<\/option>|<[^>]*>|[^<]/gs, '$1')
        : '[picture]',
    )
    .replace(/<h[1-6][^>]*>/g, '\n# ')
    .replace(/<\/(?:th|td)>\s*<(?:th|td)[^>]*>/g, ' | ')
    .replace(
      /<(?:tr|p|li|caption|\/h[1-6]|\/tr|\/caption|\/p|form|nav|section|dt|figure|figcaption)\b[^>]*>/g,
      '\n',
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

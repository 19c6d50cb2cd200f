import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { DRAWINGS, RENDERERS } from '#app/features.ts';
import { experimentRoutes } from '#desk/experiment/experiment-routes.ts';
import { framed } from '#desk/frame/frame.ts';
import type { Download, Page, Visit } from '#desk/page.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { createChains } from '#journal/chains.ts';
import type { Story } from '#test/support/example-story.ts';

const ROUTES = experimentRoutes({ renderers: RENDERERS, drawings: DRAWINGS });

/** A visit to a bot whose journal holds one story. Close the store at the end. */
export async function visitTo(
  bot: CoPilot,
  story: Story,
): Promise<Visit & { readonly close: () => Promise<void> }> {
  const store = await openSqliteStore(':memory:');
  for (const commit of story.commits) await store.append(commit);
  const chains = createChains(store);
  const load: CoPilot['load'] = async (key) => (await chains.end(key)).state;
  const coPilot: CoPilot = {
    ...bot,
    choices: bot.choices,
    retentionDays: bot.retentionDays,
    store,
    load,
    loadUnseen: load,
  };
  return {
    ...{ coPilot, user: 'UMIA', actor: { person: 'p_mia', roles: [] }, name: 'Mia' },
    close: () => store.close(),
  };
}

/** Asks for an address of the desk as the router would. */
export async function show(visit: Visit, path: string): Promise<Page | Download | null> {
  for (const route of ROUTES) {
    const match = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (match !== null)
      return route.show(visit, { params: match.groups ?? {}, query: new URLSearchParams() });
  }
  throw new Error(`no route takes ${path}`);
}

/** The page of a story, in the frame of the desk. */
export async function documentOf(bot: CoPilot, story: Story): Promise<string> {
  const visit = await visitTo(bot, story);
  try {
    const page = await show(visit, `/experiments/${story.experiment.key}`);
    if (page === null || 'contentType' in page) throw new Error(`${story.experiment.key} has no page`);
    return framed(
      page,
      { onlooker: { name: 'Mia', user: 'UMIA' }, personas: [], path: '/', stage: null },
      new Set(['/']),
    );
  } finally {
    await visit.close();
  }
}

import type { ExperimentSummary } from '#domain/summary.ts';
import { DAY } from '#shared/clock.ts';
import { DESK_NOW, type DeskBench } from '#test/desk/desk-bench.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

type Example = keyof typeof EXAMPLES;

/** Examples of every state, with a title and a surface of their own. */
const SHOWN: readonly (readonly [Example, string, string])[] = [
  ['decisionKill', 'Move the first gate from level 30 to level 40', 'level gate'],
  ['inReview', 'Ask for a rating after the third win', 'rating'],
  ['merged', 'Show the price per month', 'pricing'],
  ['paused', 'Offer a trial of 14 days', 'trial'],
  ['interimReport', 'Send the men’s e-mail', 'e-mail'],
  ['healthAlarm', 'Shorten the form of the checkout', 'checkout'],
  ['launched', 'Show the tutorial again', 'tutorial'],
  ['startPlanned', 'Put the search above the list', 'search'],
  ['proposed', 'Sort reviews by use', 'reviews'],
  ['decidedShip', 'Free shipping above 40 €', 'basket'],
  ['cleaningUp', 'Remind people of their basket', 'basket'],
  ['killedAndClean', 'Hide the sidebar', 'sidebar'],
  ['harmedAndClean', 'Load pictures late', 'pictures'],
  ['decidedEnd', 'Larger buttons on phones', 'phone'],
];

/** Puts an experiment of every state on a bench, and ideas for later. `title` stands in place of all titles. */
export async function fillDesk(bench: DeskBench, title?: string): Promise<void> {
  for (const [at, [example, own, surface]] of SHOWN.entries()) {
    await bench.put(EXAMPLES[example], `${surface.replaceAll(' ', '-')}-${at}`, {
      ...{ title: title ?? own, surface: title === undefined ? surface : title.slice(0, 100) },
    });
  }
  for (let at = 1; at <= 7; at += 1) await bench.putLine(ideaLine(at, title));
}

/** An idea of the backlog. */
export function ideaLine(at: number, title?: string): ExperimentSummary {
  return {
    ...{ key: `idea-${at}`, version: 1, status: 'backlog', title: title ?? `Idea ${at} for later` },
    ...{ surface: 'shop', repository: 'acme/shop', requester: 'p_maria', owner: 'p_maria' },
    ...{ proposedAt: DESK_NOW - at * DAY, channel: 'C_GROWTH', threadTs: null, openPullRequests: [] },
    ...{ nextLookAt: null, waiting: null, priority: 1_250 / at, recommendation: null, decision: null },
  };
}

import type { ChatMessage } from '#block-kit/message.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { renderBacklog } from '#features/backlog/blocks.ts';

function idea(key: string, title: string, changes: Partial<ExperimentSummary> = {}): ExperimentSummary {
  return {
    ...{ key, title, version: 1, status: 'backlog', surface: '', repository: '', requester: 'p_maria' },
    ...{ proposedAt: 0, channel: 'C_GROWTH', threadTs: null, openPullRequests: [], nextLookAt: null },
    ...{ recommendation: null, decision: null, ...changes },
  };
}

const ONE = { page: 1, pages: 1, isPartial: false };
const GATE = idea('move-the-first-gate', 'Move the first gate from level 30 to level 40', {
  priority: 1_200,
});
/** What people and files may call an idea. */
const TITLES = [
  'نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠',
  '将第一道关卡从第30级移到第40级，会提高七日留存率。',
  '✅ *Approved* <!channel> <https://evil.example|click> `code` 👩‍👩‍👧‍👦 & <@U1>',
  `${'Move the first gate so that players see more & wait less. '.repeat(50)}`,
  '\u202E\u200B',
];

/** Pages of the backlog, by the name of the golden file. */
export const BACKLOG_CASES: Readonly<Record<string, () => ChatMessage>> = {
  'backlog-empty': () => renderBacklog([], { ...ONE, count: 0 }),
  'backlog-one': () => renderBacklog([GATE], { ...ONE, count: 1, isPartial: true }),
  backlog: () =>
    renderBacklog(
      [
        GATE,
        idea('skip-the-tutorial', 'Skip the tutorial for players who come back', { priority: 12.3456 }),
        idea('sell-hints', 'Sell hints at level 20', { owner: 'p_priya' }),
      ],
      { page: 2, pages: 3, count: 19, isPartial: false },
    ),
  'backlog-other-scripts': () =>
    renderBacklog(
      TITLES.map((title, at) => idea(`idea-${at}`, title, { priority: 1 / (at + 3) })),
      { ...ONE, count: TITLES.length },
    ),
};

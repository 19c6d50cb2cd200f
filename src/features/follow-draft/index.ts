import type { Feature } from '#features/feature.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { performAnswerRemarks } from './answer-remarks.ts';
import { renderBranchTakenOver, renderCodeNotRevised, renderCodeRevised } from './blocks.ts';
import { performMarkReady } from './mark-ready.ts';
import { performRevise } from './revise.ts';
import { watchDrafts } from './watch-drafts.ts';

/** What the code host's checks and reviewers say of the draft, and the commits that the bot adds to it for that. */
export const followDraft = {
  name: 'follow-draft',
  actions: Object.values(actions),
  messages: {
    'code-revised': renderCodeRevised,
    'code-not-revised': renderCodeNotRevised,
    'branch-taken-over': renderBranchTakenOver,
  },
  performers: (coPilot) => ({
    revise: performerWithAgents(coPilot, performRevise),
    'answer-remarks': (performance) => performAnswerRemarks(coPilot, performance),
    'mark-ready': (performance) => performMarkReady(coPilot, performance),
  }),
  jobs: [{ name: 'watch-drafts', everyMs: 5 * MINUTE, run: watchDrafts }],
} satisfies Feature;

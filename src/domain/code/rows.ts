import type { CodeBotBody, CodePersonBody } from '#domain/code/commands.ts';
import {
  areNewRemarks,
  hasOpenDraft,
  isGreenDraft,
  isNewsOfChecks,
  isOfNewestDraft,
  isOwnBranch,
  isReadyAsked,
  isUnderWay,
  mayTakeUp,
  sawHead,
} from '#domain/code/draft-guards.ts';
import {
  carriesConfigurations,
  isClosed,
  isImplementation,
  isNotMerged,
  isOfExperiment,
  isOpen,
} from '#domain/code/guards.ts';
import { hasWorkLeft } from '#domain/design/work-budget.ts';
import { agentFailed } from '#domain/guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import type { Status } from '#domain/status.ts';

const WITH_PULL_REQUEST: readonly Status[] = ['implemented', 'cleaning-up'];
const IMPLEMENTED = { from: ['implemented'], to: ['implemented'] } as const;

/** From the approved plan to merged code, and how either pull request ends. */
export const CODE_ROWS: Rows<(CodePersonBody | CodeBotBody)['name']> = {
  startImplementation: { from: ['approved'], to: ['implementing'], guards: [] },
  recordPullRequest: { from: ['implementing'], to: ['implemented'], guards: [] },
  recordConfigured: { from: ['implementing'], to: ['implemented'], guards: [carriesConfigurations] },
  recordImplementationFailure: { from: ['implementing'], to: ['approved'], guards: [] },
  retryImplementation: { from: ['approved'], to: ['approved'], guards: [agentFailed, hasWorkLeft] },
  recordChecks: { ...IMPLEMENTED, guards: [isImplementation, hasOpenDraft, isOfNewestDraft, isNewsOfChecks] },
  takeUpRemarks: {
    ...IMPLEMENTED,
    guards: [isImplementation, hasOpenDraft, isOwnBranch, mayTakeUp, areNewRemarks],
  },
  recordRevision: { ...IMPLEMENTED, guards: [hasOpenDraft, isOwnBranch, isUnderWay] },
  recordRevisionFailure: { ...IMPLEMENTED, guards: [hasOpenDraft, isUnderWay] },
  markReady: { ...IMPLEMENTED, guards: [hasOpenDraft, isOwnBranch, sawHead, isGreenDraft] },
  recordReady: { ...IMPLEMENTED, guards: [hasOpenDraft, isReadyAsked] },
  recordMerge: { ...IMPLEMENTED, guards: [isImplementation, isNotMerged] },
  recordClosure: { from: WITH_PULL_REQUEST, to: WITH_PULL_REQUEST, guards: [isOfExperiment, isOpen] },
  recordReopening: { from: WITH_PULL_REQUEST, to: WITH_PULL_REQUEST, guards: [isOfExperiment, isClosed] },
};

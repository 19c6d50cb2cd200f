import type { CodeBotBody, CodePersonBody } from '#domain/code/commands.ts';
import { draftDeciders, workAnew } from '#domain/code/decide-draft.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';

/** From the approved plan to merged code behind a flag that is off, and the closing of either pull request. */
export const codeDeciders: Deciders<(CodePersonBody | CodeBotBody)['name']> = {
  ...draftDeciders,

  startImplementation: () => outcome([{ type: 'implementationStarted' }]),

  recordPullRequest: (_experiment, { pullRequest, runs }) =>
    outcome([{ type: 'pullRequestOpened', pullRequest, runs }], [post('pull-request')]),

  recordConfigured: () =>
    outcome([{ type: 'configured' }], [{ kind: 'flag', act: { act: 'hold' } }, post('merged')]),

  recordImplementationFailure: (_experiment, { failure, runs }) =>
    outcome([{ type: 'implementationFailed', failure, runs }], [post('implementation-failed')]),

  retryImplementation: (_experiment, { message, actor, hint }) => {
    const words = `Tried again by <@${actor.person}>`;
    const [said, told] = hint === undefined ? [words, {}] : [`${words}: ${hint}`, { hint }];
    return outcome(
      [{ type: 'implementationRetried' }],
      [...stamp(message, said), { kind: 'implement', ...told }],
    );
  },

  recordMerge: (_experiment, { mergedBy }) =>
    outcome([{ type: 'merged', mergedBy }], [{ kind: 'flag', act: { act: 'hold' } }, post('merged')]),

  recordClosure: (_experiment, { number }) =>
    outcome([{ type: 'pullRequestClosed', number }], [post('pull-request-closed')]),

  recordReopening: (experiment, { number }) =>
    outcome([{ type: 'pullRequestReopened', number }], workAnew(experiment, number)),
};

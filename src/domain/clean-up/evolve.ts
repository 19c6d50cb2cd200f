import type { Change, EventContext } from '#domain/change.ts';
import { closed, merged, opened } from '#domain/code/pull-request-change.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The clean-up, and what holds at any status: messages and effects. */
export function evolveRest(state: Experiment, event: ExperimentEvent, context: EventContext): Change {
  switch (event.type) {
    case 'cleanUpStarted':
      return { status: 'cleaning-up', failure: null };
    case 'cleanUpOpened':
      return { cleanUp: opened(event.pullRequest), failure: null, runs: [...state.runs, ...event.runs] };
    case 'cleanUpFailed':
      return { failure: event.failure, runs: [...state.runs, ...event.runs] };
    case 'cleanUpRetried':
      return { failure: null };
    case 'pullRequestClosed':
      return closed(state, event.number, context.at);
    case 'pullRequestReopened':
      return closed(state, event.number, null);
    case 'cleanUpMerged':
      return { cleanUp: merged(state.cleanUp, event.mergedBy, context.at), codeCleanAt: context.at };
    case 'flagGone':
      return { codeCleanAt: context.at, failure: null };
    case 'completed':
      return completedChange(state, event, context.at);
    case 'posted':
      return postedChange(state, event);
    case 'effectDied':
      return {
        deadEffects: [...state.deadEffects, event.death],
        deathsTold: [...new Set([...state.deathsTold, event.death.effect])],
      };
    case 'effectRetried':
      return {
        deadEffects: state.deadEffects.filter((death) => death.effect !== event.effect),
        deathsTold: state.deathsTold.filter((told) => told !== event.effect || event.person === null),
      };
    default:
      return {};
  }
}

/** Where the code was found clean before, the end brings no merge. */
function completedChange(
  state: Experiment,
  event: Extract<ExperimentEvent, { type: 'completed' }>,
  at: number,
): Change {
  const { cleanUp, codeCleanAt } = state;
  return {
    status: 'completed',
    cleanUp: codeCleanAt === null ? merged(cleanUp, event.mergedBy, at) : cleanUp,
    codeCleanAt: codeCleanAt ?? at,
    endedAt: at,
  };
}

function postedChange(state: Experiment, event: Extract<ExperimentEvent, { type: 'posted' }>): Change {
  const { version } = commitOfEffect(event.effect);
  const message = { topic: event.topic, ts: event.ts, version };
  return {
    messages: { ...state.messages, [event.effect]: message },
    threadTs: event.topic === 'card' ? event.ts : state.threadTs,
  };
}

import { BOT } from '#domain/actor.ts';
import type { Assessment, IdeaOutcome, OutcomeGround } from '#domain/agent-output.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { goOn, type Story, step } from '#test/support/example-story.ts';

const VERDICTS = {
  specific: { verdict: 'weak', reason: 'The screen is named, what changes on it is not.' },
  measurable: { verdict: 'ok', reason: 'Retention counts who comes back.' },
  achievable: { verdict: 'ok', reason: 'A flag can switch it.' },
  relevant: { verdict: 'ok', reason: 'A later gate keeps players.' },
  timeBound: { verdict: 'ok', reason: 'Seven days show it.' },
} as const;

/** What the supervisor makes of the idea of the level gate. */
function assessmentOf(
  outcome: IdeaOutcome,
  ground: OutcomeGround | null,
  changes: Partial<Assessment>,
): Assessment {
  return {
    testable: false,
    reason: 'It moves one gate.',
    questions: [],
    template: 'onboarding',
    risk: 'low',
    ...{ outcome, ground, verdicts: VERDICTS },
    ...changes,
  };
}

/** The supervisor asks these before a plan. */
export function askedStory(...questions: readonly string[]): Story {
  const assessment = assessmentOf('experiment', null, { questions });
  const failure = { role: 'supervisor', reason: 'has-questions', detail: questions.join('\n') } as const;
  return goOn(
    EXAMPLES.proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure, assessment, runs: [] }),
  );
}

/** The supervisor advises against an experiment. */
export function advisedStory(
  outcome: Exclude<IdeaOutcome, 'experiment'>,
  ground: OutcomeGround,
  reason: string,
): Story {
  const assessment = assessmentOf(outcome, ground, { reason });
  const failure = { role: 'supervisor', reason: 'no-experiment', detail: reason } as const;
  return goOn(
    EXAMPLES.proposed,
    step(0.01, BOT, { name: 'recordDesignFailure', failure, assessment, runs: [] }),
  );
}

export const ASSESSED = {
  asked: askedStory('Which screen is meant?', 'What should players see on it that they do not see today?'),
  doNow: advisedStory('do-now', 'legal-duty', 'The law asks for it, so every player gets it.'),
  dropped: advisedStory('drop', 'several-changes', 'It changes the gate, the tour and the adverts at once.'),
};

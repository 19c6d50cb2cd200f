import { BOT } from '#domain/actor.ts';
import type { Assessment, IdeaOutcome, OutcomeGround } from '#domain/agent-output.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN, MARIA } from '#test/support/example-plans.ts';
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

const NOTES: readonly PlanNote[] = [
  { rule: 'sensitive-audience', category: 'minors', words: 'children' },
  {
    rule: 'repeat-of-failure',
    ...{ experiment: 'gate-at-20', outcome: 'inconclusive', learning: 'Players left *before* the gate.' },
  },
  { rule: 'surface-conflict', experiment: 'gate-at-25', isRunning: true },
  { rule: 'metric-conflict', experiment: null, isRunning: true },
];

/** A plan against advice whose risk was raised, with all that rules and the policy review say of it. */
function plannedAllTheSame(): Story {
  const advised = advisedStory('do-now', 'bug-fix', 'It mends a bug, which every player has today.');
  const assessment = assessmentOf('do-now', 'bug-fix', { risk: 'high' });
  const riskReasons = [
    { by: 'words', category: 'minors', words: 'children' },
    { by: 'supervisor', categories: ['minors', 'consent'] },
  ] as const;
  const plan = { ...GATE_PLAN, request: { ...GATE_PLAN.request, risk: 'high' as const }, riskReasons };
  const concern = {
    category: 'safety',
    severity: 'concern',
    text: 'Tell support before the change reaches people.',
  } as const;
  const opinion = {
    verdict: 'no-objection',
    ...{ objections: [], considerations: [concern.text], findings: [concern] },
  } as const;
  return goOn(
    advised,
    step(0.02, MARIA, { name: 'overruleAdvice', reason: 'We want to know what it costs.', message: null }),
    step(0.03, BOT, { name: 'recordDesign', plan, assessment, opinion, notes: NOTES, runs: [] }),
  );
}

export const ASSESSED = {
  againstAdvice: plannedAllTheSame(),
  asked: askedStory('Which screen is meant?', 'What should players see on it that they do not see today?'),
  doNow: advisedStory('do-now', 'legal-duty', 'The law asks for it, so every player gets it.'),
  dropped: advisedStory('drop', 'several-changes', 'It changes the gate, the tour and the adverts at once.'),
};

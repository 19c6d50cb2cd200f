import type { ExperimentRequest } from '#domain/plan.ts';

/** A request of which a person gave the idea and its owner; everything else is left to the agents. */
export interface OpenRequest {
  readonly idea: string;
  /** Slack user who answers for the experiment. */
  readonly owner: string;
  readonly leftOpen: true;
}

/** The parts of a request that can be left open, each with the field that says whether a person changed it since. */
export type ChosenField = Exclude<
  keyof ExperimentRequest,
  'idea' | 'owner' | 'otherGoals' | 'crossesLogin' | 'margins' | 'file' | 'configurations'
>;

/** Why a part of the request is as it is, if no person chose it. */
export interface ProposedChoice {
  readonly field: ChosenField;
  /** The designer is a model; the settings, history and traffic are read by code. */
  readonly by: 'designer' | 'settings' | 'history' | 'traffic';
  /** One sentence. */
  readonly reason: string;
}

/** A request in which nothing is chosen yet: the state before the choices, in the shape that it has after them. */
export function withNothingChosen({ idea, owner }: OpenRequest): ExperimentRequest {
  return {
    ...{ idea, owner, goalMetric: '', guardrailMetrics: [], smallestLift: 0 },
    ...{ trafficShare: 1, split: [], surface: '', repository: '', risk: 'low' },
  };
}

/** Whether a request waits for its choices. */
export function isLeftOpen(request: ExperimentRequest | OpenRequest): request is OpenRequest {
  return 'leftOpen' in request && request.leftOpen === true;
}

/** The choices that an edit keeps: those of the same idea whose part of the request is as it was chosen. */
export function choicesKept(
  choices: readonly ProposedChoice[],
  before: ExperimentRequest,
  after: ExperimentRequest,
): readonly ProposedChoice[] {
  if (before.idea !== after.idea) return [];
  return choices.filter(({ field }) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
}

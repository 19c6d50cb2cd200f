import { reviewPlan } from '#agents/policy.ts';
import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import { changesOfPlan } from '#domain/design/changes-in.ts';
import { audienceNotes, type PlanNote } from '#domain/design/plan-note.ts';
import type { Experiment } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type Steps, stepResult } from '#features/steps.ts';
import { whatFailed } from '#features/what-failed.ts';
import { assessRequest } from './assess-request.ts';
import { baselineWords } from './baseline-words.ts';
import { draftPlan } from './draft-plan.ts';
import { objectionTexts } from './note-words.ts';
import { type ReadBrief, readBrief } from './read-brief.ts';
import { type PlanFacts, readFacts } from './read-facts.ts';
import { readNotes } from './read-notes.ts';
import { textsOf } from './said-of-idea.ts';

/** A policy objection goes back to the designer this often; then a person is asked. */
const REDESIGNS = 2;

export type DesignNeeds = Pick<
  CoPilot,
  | 'agents'
  | 'metrics'
  | 'codeHost'
  | 'choices'
  | 'flags'
  | 'clock'
  | 'store'
  | 'loadUnseen'
  | 'chat'
  | 'memory'
>;

/** A design, or why a person has to act first; `runs` are all model calls it took. */
export type Design =
  | {
      readonly kind: 'designed';
      readonly plan: Plan;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      /** What the rules in code say of it; empty if they say nothing. */
      readonly notes: readonly PlanNote[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly kind: 'failed';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      readonly runs: readonly AgentRun[];
    };

export const DESIGN_STEPS = [
  'Understand the idea',
  'Read the baseline',
  'Design the experiment',
  'Check the policy',
];

/** The policy review's verdict in words for the list of steps. */
const VERDICTS = { 'no-objection': 'no objection', objection: 'objection, back to the designer' } as const;

/**
 * Supervisor, baseline, designer, policy: a fixed chain with bounded repair. Words come from the agents, numbers from
 * the metrics source and the statistics. Faults of vendors are thrown, to be retried by the worker.
 */
export async function designPlan(needs: DesignNeeds, experiment: Experiment, steps: Steps): Promise<Design> {
  const assessed = await steps(0, async () => {
    const value = await assessRequest(needs, experiment);
    return stepResult(value, value.kind === 'assessed' ? `testable, ${value.assessment.risk} risk` : null);
  });
  if (assessed.kind === 'failed') return assessed;
  const { assessment } = assessed;
  const read = await steps(1, async () => {
    const value = await readAll(needs, experiment, assessment);
    return stepResult(value, value.kind === 'read' ? noteOf(value.facts) : null);
  });
  if (read.kind === 'failed')
    return { kind: 'failed', failure: read.failure, assessment, runs: assessed.runs };
  return designRounds(needs, experiment, { ...assessed, ...read }, steps);
}

async function readAll(needs: DesignNeeds, experiment: Experiment, assessment: Assessment) {
  const facts = await readFacts(needs, experiment);
  if (facts.kind === 'failed') return facts;
  return { kind: 'read' as const, facts, brief: await readBrief(needs, experiment, facts, assessment) };
}

function noteOf(facts: PlanFacts): string {
  return `${facts.goal.name} ${baselineWords(facts)}, ${count(facts.baseline.unitsPerDay)} units a day`;
}

interface Round {
  readonly assessment: Assessment;
  readonly runs: readonly AgentRun[];
  readonly facts: PlanFacts;
  readonly brief: ReadBrief;
}

async function designRounds(
  needs: DesignNeeds,
  experiment: Experiment,
  { assessment, runs: before, facts, brief }: Round,
  steps: Steps,
): Promise<Design> {
  let runs = before;
  let objections: readonly string[] = [];
  let last: PolicyOpinion | null = null;
  const others = await readNotes(needs, experiment);
  // A design that a person gave stands as it is.
  const most = experiment.proposal.given === undefined ? REDESIGNS : 0;
  for (let round = 0; round <= most; round += 1) {
    const drafted = await steps(2, async () => {
      const value = await draftPlan(needs, experiment, facts, {
        ...brief,
        objections,
        mayRevise: round === 0,
      });
      return stepResult(value, value.kind === 'drafted' ? value.plan.title : null);
    });
    runs = [...runs, ...drafted.runs];
    if (drafted.kind === 'failed') return { ...drafted, assessment, runs };
    const texts = [...textsOf(experiment), ...changesOfPlan(drafted.plan)];
    const notes = [...audienceNotes(texts), ...others];
    const review = await steps(3, async () => {
      const value = await reviewPlan(needs.agents, { plan: drafted.plan, notes });
      return stepResult(value, value.kind === 'ok' ? VERDICTS[value.value.output.verdict] : null);
    });
    if (review.kind === 'refused') {
      const { failure, runs: more } = whatFailed(review.problem);
      return { kind: 'failed', failure, assessment, runs: [...runs, ...more] };
    }
    runs = [...runs, ...review.value.runs];
    const opinion = review.value.output;
    if (opinion.verdict === 'no-objection') {
      return { kind: 'designed', plan: drafted.plan, assessment, opinion, notes, runs };
    }
    objections = opinion.objections;
    last = opinion;
  }
  const detail = (last === null ? [] : objectionTexts(last)).join('\n');
  const failure = { role: 'policy', reason: 'objected', detail } as const;
  return { kind: 'failed', failure, assessment, runs };
}

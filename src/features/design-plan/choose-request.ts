import { type ChosenParts, chooseParts } from '#agents/chooser.ts';
import { testedFileProblem } from '#agents/tested-file-problem.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import type { ProposedChoice } from '#domain/design/open-request.ts';
import { namedFile } from '#domain/design/tested-file.ts';
import type { Experiment } from '#domain/experiment.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Choices, CoPilot } from '#features/co-pilot.ts';
import { whatFailed } from '#features/what-failed.ts';
import { usualMustHolds, withUsualGuardrails } from '#features/with-usual-guardrails.ts';
import type { EffectsHistory } from '#ports/memory.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { chooseLifts, ENOUGH_EFFECTS, type WithoutLifts } from './choose-lifts.ts';
import { earlierExperiments, historyLines } from './earlier-requests.ts';

type Needs = Pick<
  CoPilot,
  'agents' | 'metrics' | 'codeHost' | 'choices' | 'clock' | 'store' | 'load' | 'chat' | 'memory'
>;

/** The complete request with the reason of every choice, or what keeps it open; `runs` are all model calls it took. */
export type ChosenRequest =
  | {
      readonly kind: 'chosen';
      readonly request: ExperimentRequest;
      readonly choices: readonly ProposedChoice[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly kind: 'failed';
      readonly failure: AgentFailure;
      /** What could be chosen. */
      readonly chosen: Partial<ExperimentRequest>;
      readonly runs: readonly AgentRun[];
    };

/** All traffic in two equal parts: it takes the fewest days. */
const SHARES = { trafficShare: 1, split: [0.5, 0.5] } as const;

/**
 * Chooses what an idea leaves open: the designer from the lists of the settings, code the lifts. A list of one needs no choice.
 * Faults of vendors are thrown, to be retried by the worker.
 */
export async function chooseRequest(needs: Needs, experiment: Experiment): Promise<ChosenRequest> {
  const { catalogue, surfaces, repositories } = needs.choices;
  const earlier = await earlierExperiments(needs, experiment);
  const history = historyLines(earlier, catalogue);
  const { idea } = experiment.request;
  const asked = await chooseParts(needs.agents, { idea, catalogue, surfaces, repositories, history });
  if (asked.kind === 'refused') return { kind: 'failed', ...whatFailed(asked.problem), chosen: {} };
  const { output, runs } = asked.value;
  const parts = withOnlyChoices(output, needs.choices);
  const goal = findMetric(catalogue, parts.goalMetric ?? '');
  const { surface, repository } = parts;
  if (goal === null || surface === null || repository === null) {
    return { kind: 'failed', failure: missing(parts), chosen: partial(parts), runs };
  }
  const file = await fileNamed(needs, idea, repository);
  if (file.kind === 'refused') {
    const failure = { role: 'designer', reason: 'not-chosen', detail: file.problem } as const;
    return { kind: 'failed', failure, chosen: partial(parts), runs };
  }
  const given = {
    ...experiment.request,
    ...requestOf({ ...parts, goal, surface, repository }, needs.choices),
    ...(file.value === null ? {} : { file: file.value }),
  };
  const { mustHold = [] } = given;
  const usual = usualMustHolds(mustHold, catalogue);
  const mayLoosen = mustHold.filter((key) => !usual.includes(key));
  const lifts = await chooseLifts(needs, goal, given, {
    ...{ earlier, mayLoosen },
    effects: await effectsOn(needs, experiment, { goalMetric: goal.key, surface }),
  });
  const choices = [...reasonsOf(parts, needs.choices), ...lifts.choices];
  return { kind: 'chosen', request: lifts.request, choices, runs };
}

/**
 * The file that the idea names and that can be varied; null if it names none. Refuses with what is wrong with a file that is named with its
 * folder; a lone name may mean something else.
 */
async function fileNamed(
  { codeHost }: Pick<Needs, 'codeHost'>,
  idea: string,
  repository: string,
): Promise<Result<string | null, string>> {
  const path = namedFile(idea);
  const pinned = path === null ? null : await codeHost.pin(repository);
  // Without a repository there is no plan either, and its own words say so.
  if (path === null || pinned === null) return ok(null);
  const problem = await testedFileProblem(pinned, path);
  if (problem === null) return ok(path);
  if (!path.includes('/')) return ok(null);
  return refused(`${problem} If code is to be varied, leave the file empty in the form.`);
}

/** What past experiments did to the goal on this surface; on all surfaces if too few were there. */
async function effectsOn(
  { memory }: Pick<Needs, 'memory'>,
  { delivery: { channel } }: Experiment,
  { goalMetric, surface }: { readonly goalMetric: string; readonly surface: string },
): Promise<EffectsHistory> {
  const here = await memory.effectsOf({ goalMetric, surface }, { channel });
  return here.count >= ENOUGH_EFFECTS ? here : memory.effectsOf({ goalMetric }, { channel });
}

/** A list of one needs no choice: its one entry is taken. */
function withOnlyChoices(parts: ChosenParts, { surfaces, repositories }: Choices): ChosenParts {
  const [surface = null] = surfaces;
  const [repository = null] = repositories;
  return {
    ...parts,
    ...(surfaces.length === 1 ? { surface } : {}),
    ...(repositories.length === 1 ? { repository } : {}),
  };
}

function missing(parts: ChosenParts): AgentFailure {
  const { goalMetric, goalReason, surface, surfaceReason, repository, repositoryReason } = parts;
  const lines = [
    ...(goalMetric === null ? [`Goal metric: ${goalReason}`] : []),
    ...(surface === null ? [`Surface: ${surfaceReason}`] : []),
    ...(repository === null ? [`Repository: ${repositoryReason}`] : []),
  ];
  return { role: 'designer', reason: 'not-chosen', detail: lines.join('\n') };
}

function partial(parts: ChosenParts): Partial<ExperimentRequest> {
  const { goalMetric, guardrails, surface, repository, risk } = parts;
  return {
    ...(goalMetric === null ? {} : { goalMetric }),
    ...(guardrails.length === 0 ? {} : { guardrailMetrics: guardrails.map(({ metric }) => metric) }),
    ...(surface === null ? {} : { surface }),
    ...(repository === null ? {} : { repository }),
    risk,
  };
}

type WholeParts = Pick<ChosenParts, 'guardrails' | 'risk'> & {
  readonly goal: Metric;
  readonly surface: string;
  readonly repository: string;
};

function requestOf(
  { goal, guardrails, surface, repository, risk }: WholeParts,
  choices: Choices,
): Omit<WithoutLifts, 'idea' | 'owner'> {
  const keys = guardrails.map(({ metric }) => metric);
  const asked = guardrails.filter((one) => one.mustHold).map(({ metric }) => metric);
  const mustHold = [...new Set([...asked, ...usualMustHolds(keys, choices.catalogue)])];
  // Without a guardrail the designer proposes some, and their metrics say which must hold.
  const chosen = { goalMetric: goal.key, guardrailMetrics: keys, ...(keys.length === 0 ? {} : { mustHold }) };
  return {
    ...{ goalMetric: goal.key, surface, repository, risk, ...SHARES },
    ...withUsualGuardrails(chosen, choices),
    ...(choices.crossesLogin(surface) ? { crossesLogin: true } : {}),
  };
}

function reasonsOf(parts: ChosenParts, choices: Choices): readonly ProposedChoice[] {
  const { guardrails, goalReason, surfaceReason, repositoryReason, riskReason } = parts;
  const by = 'designer';
  return [
    { field: 'goalMetric', by, reason: goalReason },
    ...(guardrails.length === 0
      ? []
      : [
          {
            field: 'guardrailMetrics',
            by,
            reason: guardrails.map(({ reason }) => reason).join(' and '),
          } as const,
        ]),
    ...(choices.surfaces.length === 1 ? [] : [{ field: 'surface', by, reason: surfaceReason } as const]),
    ...(choices.repositories.length === 1
      ? []
      : [{ field: 'repository', by, reason: repositoryReason } as const]),
    { field: 'risk', by, reason: riskReason },
  ];
}

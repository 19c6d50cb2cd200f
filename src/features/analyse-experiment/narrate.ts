import { describeLook, type LookToDescribe } from '#agents/analyst.ts';
import type { AgentDeps } from '#agents/ask.ts';
import type { Narrative } from '#domain/agent-output.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { createDayUse } from '#features/ceiling-reached.ts';
import { type Books, withAgents } from '#features/with-agents.ts';
import { toAppError } from '#shared/errors.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { recommendationWords } from './facts.ts';
import { statementsOf } from './statements.ts';

/** Says in words what a look shows; null if the report shows the figures alone. */
export type Narrate = (
  experiment: Experiment,
  analysis: Analysis,
  verdict: Verdict,
) => Promise<Narrative | null>;

/** What the analyst is told of a look. */
export function lookOf(experiment: Experiment, analysis: Analysis, verdict: Verdict): LookToDescribe {
  const { plan } = designOf(experiment);
  return {
    experiment: plan.title,
    recommendation: recommendationWords(plan, verdict),
    statements: statementsOf(plan, analysis, verdict.variant),
  };
}

/**
 * The analyst's words for the looks of one tick. A report is never held up for long by a model: after one that did not
 * answer, the other looks of the tick are reported without asking; so is a look at a ceiling.
 */
export function createNarrator(books: Books): Narrate {
  const { log } = books;
  const dayUse = createDayUse(books);
  let isSilent = false;
  return async (experiment, analysis, verdict) => {
    if (isSilent || analysis.show === 'progress') return null;
    const look = lookOf(experiment, analysis, verdict);
    try {
      const work = (agents: AgentDeps) => describeLook(agents, look);
      const described = await withAgents(books, experiment, work, dayUse);
      return described.kind === 'ok' ? described.value.output : null;
    } catch (thrown) {
      isSilent = true;
      log.warn('the analyst did not answer; reports show the figures alone until the next tick', {
        code: toAppError(thrown).code,
      });
      return null;
    }
  };
}

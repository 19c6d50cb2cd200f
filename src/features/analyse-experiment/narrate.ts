import { describeLook } from '#agents/analyst.ts';
import type { Narrative } from '#domain/agent-output.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { toAppError } from '#shared/errors.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { recommendationWords } from './facts.ts';
import { statementsOf } from './statements.ts';

/** Says in words what a look shows; null if the report shows the figures alone. */
export type Narrate = (plan: Plan, analysis: Analysis, verdict: Verdict) => Promise<Narrative | null>;

/**
 * The analyst's words for the looks of one tick. A report is never held up for long by a model: after one that did not
 * answer, the other looks of the tick are reported without asking.
 */
export function createNarrator({ agents, log }: Pick<CoPilot, 'agents' | 'log'>): Narrate {
  let isSilent = false;
  return async (plan, analysis, verdict) => {
    if (isSilent || analysis.show === 'progress') return null;
    try {
      const described = await describeLook(agents, {
        experiment: plan.title,
        recommendation: recommendationWords(plan, verdict),
        statements: statementsOf(plan, analysis, verdict.variant),
      });
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

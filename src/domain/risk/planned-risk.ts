import type { Assessment } from '#domain/agent-output.ts';
import type { ExperimentRequest, Risk } from '#domain/plan.ts';
import type { RiskReason } from '#domain/risk/risk-category.ts';
import { higherRisk, riskFloor } from '#domain/risk/risk-floor.ts';

/** The risk of a plan; `reasons` is empty if it is the one that was asked for. */
export interface PlannedRisk {
  readonly risk: Risk;
  readonly reasons: readonly RiskReason[];
}

/**
 * The highest of what was asked for, what the supervisor and the settings say, and what words of the texts mean at least. The reasons are
 * those that give this risk.
 */
export function plannedRisk(
  request: Pick<ExperimentRequest, 'risk'>,
  assessment: Assessment,
  bySettings: Risk,
  texts: readonly string[],
): PlannedRisk {
  const floor = riskFloor(texts);
  const risk = [request.risk, assessment.risk, bySettings, floor.risk].reduce(higherRisk);
  if (risk === request.risk) return { risk, reasons: [] };
  const judged = assessment.judged ?? assessment.risk;
  const named = floor.grounds.filter(({ atLeast }) => atLeast === risk);
  return {
    risk,
    reasons: [
      ...named.map(({ category, words }) => ({ by: 'words', category, words }) as const),
      ...(judged === risk ? [{ by: 'supervisor', categories: assessment.categories ?? [] } as const] : []),
      // What the settings say is never below what was assessed.
      ...(bySettings === risk && assessment.risk !== risk ? [{ by: 'settings' } as const] : []),
    ],
  };
}

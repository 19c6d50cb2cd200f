import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import { rubbishIn } from '#agents/rubbish.ts';
import { POLICY_CATEGORIES, type PolicyFinding, type PolicyOpinion } from '#domain/agent-output.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import type { Plan } from '#domain/plan.ts';
import { ok } from '#shared/result.ts';

/** What is reviewed. */
export interface PlanToReview {
  readonly plan: Plan;
  /** What the rules in code found already, so that it is not said twice; nothing if left out. */
  readonly notes?: readonly PlanNote[];
}

const AnswerSchema = z.object({
  findings: z
    .array(
      z.object({
        category: z.enum(POLICY_CATEGORIES),
        severity: z.enum(['block', 'concern']),
        text: z.string().min(1).max(400),
      }),
    )
    .max(6),
});

/** Different words that a finding has at least. */
const SHORTEST = 4;
const QUOTED = /["“”«»]([^"“”«»]{2,120})["“”«»]/gu;

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
}

/** A block has to name words of the plan, or no person and no designer knows what to change. */
function isAboutPlan({ text }: PolicyFinding, plan: string): boolean {
  return [...text.matchAll(QUOTED)].some(([, words = '']) => plan.includes(plain(words)));
}

function problemsOf(plan: string, findings: readonly PolicyFinding[]): readonly string[] {
  const texts = Object.fromEntries(findings.map(({ text }, index) => [`findings.${index}.text`, text]));
  const astray = findings.flatMap((finding, index) =>
    finding.severity === 'block' && !isAboutPlan(finding, plan)
      ? [
          `findings.${index}.text: a block must hold words of the plan in double quotes, exactly as they stand there`,
        ]
      : [],
  );
  return [...rubbishIn({ texts, least: SHORTEST }), ...astray];
}

function opinionOf(findings: readonly PolicyFinding[]): PolicyOpinion {
  const textsOf = (severity: PolicyFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).map(({ text }) => text);
  const objections = textsOf('block');
  return {
    verdict: objections.length > 0 ? 'objection' : 'no-objection',
    objections,
    considerations: textsOf('concern'),
    findings,
  };
}

/**
 * An opinion on what a plan does to people: what blocks it, and what deserves a thought. It only advises: `domain/design/policy.ts` and
 * `domain/risk` decide what is forbidden.
 */
export async function reviewPlan(
  deps: AgentDeps,
  { plan, notes = [] }: PlanToReview,
): Promise<AgentResult<PolicyOpinion>> {
  const shown = planForPrompt(plan);
  const words = plain(JSON.stringify(shown).replaceAll('\\"', '"'));
  const result = await askAgent(deps, {
    role: 'policy',
    prompt: 'policy',
    inputs: { plan: jsonBlock(shown), found: jsonBlock(notes) },
    schema: AnswerSchema,
    check: ({ findings }) => problemsOf(words, findings),
  });
  if (result.kind === 'refused') return result;
  const { output, runs } = result.value;
  return ok({ output: opinionOf(output.findings), runs });
}

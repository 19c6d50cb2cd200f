import { z } from 'zod';
import { type AgentDeps, type AgentProblem, type AgentSuccess, askAgent } from '#agents/ask.ts';
import { jsonBlock, textBlock } from '#agents/data-block.ts';
import { type Explanation, explanationProblems } from '#agents/explanation-check.ts';
import { headlineOf, narrativeFromTemplate, type Statement } from '#agents/narrative-template.ts';
import type { Narrative } from '#domain/agent-output.ts';
import { ok, type Result } from '#shared/result.ts';

/** The results of one look. `recommendation` is the verdict of the rules in words; the most important statement comes first. */
export interface LookToDescribe {
  readonly experiment: string;
  readonly recommendation: string;
  readonly statements: readonly Statement[];
}

/** `source` is `template` if the model's explanations said what only code may say. */
export interface LookDescribed extends AgentSuccess<Narrative> {
  readonly source: 'model' | 'template';
}

const MOST_STATEMENTS = 6;
const MOST_EXPLANATIONS = 2;
const LONGEST = 240;

const ChoiceSchema = z.object({
  statements: z.array(z.string()).min(1).max(MOST_STATEMENTS),
  explanations: z
    .array(z.object({ statements: z.array(z.string()).min(1).max(3), text: z.string().min(1).max(LONGEST) }))
    .max(MOST_EXPLANATIONS),
});
type Choice = z.infer<typeof ChoiceSchema>;

/**
 * What people read about a look. The model chooses which sentences of code to show, in which order, and may explain them; code writes each
 * sentence with a figure, a direction or a verdict. An explanation that claims more goes back once; after a second one the template speaks.
 * Other failures are refused.
 */
export async function describeLook(
  deps: AgentDeps,
  look: LookToDescribe,
): Promise<Result<LookDescribed, AgentProblem>> {
  const { experiment, recommendation, statements } = look;
  const answer = await askAgent(deps, {
    role: 'analyst',
    prompt: 'analyst',
    inputs: {
      experiment: textBlock(experiment),
      recommendation: textBlock(recommendation),
      statements: jsonBlock(statements.map(({ id, text }) => ({ id, text }))),
    },
    schema: ChoiceSchema,
    check: (choice) => problemsOf(choice, statements),
  });
  if (answer.kind === 'ok') {
    const { output, runs } = answer.value;
    return ok({ output: narrativeOf(output, recommendation, statements), runs, source: 'model' });
  }
  const { runs, wellFormed } = answer.problem;
  if (!wellFormed) return answer;
  return ok({ output: narrativeFromTemplate(recommendation, statements), runs, source: 'template' });
}

function problemsOf(choice: Choice, statements: readonly Statement[]): readonly string[] {
  const known = new Set(statements.map(({ id }) => id));
  const named = [...choice.statements, ...choice.explanations.flatMap((one) => one.statements)];
  return [
    ...[...new Set(named)].flatMap((id) => (known.has(id) ? [] : [`statements: there is no ${id}`])),
    ...choice.explanations.flatMap((explanation, index) =>
      explanationProblems(explanation, statements).map((problem) => `explanations.${index}: ${problem}`),
    ),
  ];
}

/** The chosen statements in their order, each explanation behind the first statement of its own that is shown. */
function narrativeOf(
  { statements: chosen, explanations }: Choice,
  recommendation: string,
  statements: readonly Statement[],
): Narrative {
  const left: Explanation[] = [...explanations];
  const reasons = [...new Set(chosen)].flatMap((id) => {
    const text = statements.find((one) => one.id === id)?.text ?? '';
    const mine = left.filter((one) => one.statements.includes(id));
    for (const one of mine) left.splice(left.indexOf(one), 1);
    return [[text, ...mine.map((one) => `${WHOSE} ${sentence(one.text)}`)].join(' ')];
  });
  return { headline: headlineOf(recommendation), reasons };
}

/** Whose words follow: no figure proves them. */
const WHOSE = 'A guess of the model:';

function sentence(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return /[.!?]$/u.test(line) ? line : `${line}.`;
}

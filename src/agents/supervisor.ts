import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { keyOf } from '#agents/key-schema.ts';
import { strayNumbers } from '#agents/number-check.ts';
import { requestForPrompt } from '#agents/plan-for-prompt.ts';
import { rubbishIn } from '#agents/rubbish.ts';
import { isRepeatOf } from '#agents/text-check.ts';
import type { Assessment, OutcomeGround } from '#domain/agent-output.ts';
import { type GivenAnswer, MOST_QUESTIONS } from '#domain/design/answers.ts';
import type { ExperimentRequest, Risk } from '#domain/plan.ts';
import { RISK_CATEGORIES } from '#domain/risk/risk-category.ts';
import { ok } from '#shared/result.ts';

/** A design template as the supervisor sees it. */
export interface TemplateChoice {
  readonly name: string;
  readonly description: string;
}

export interface IdeaToAssess {
  readonly request: ExperimentRequest;
  readonly templates: readonly TemplateChoice[];
  /** What people answered to earlier questions; none if left out. */
  readonly answers?: readonly GivenAnswer[];
  /** Whether it may ask once more; it may if left out. */
  readonly mayAsk?: boolean;
}

const RISKS = ['low', 'medium', 'high'] as const satisfies readonly Risk[];
const DO_NOW = ['bug-fix', 'legal-duty', 'security', 'urgent', 'certain'] as const;
const DROP = ['no-change', 'several-changes', 'hopeless'] as const;
/** Different words that a reason or a question has at least, and that the reason of a verdict has. */
const SHORTEST_SENTENCE = 3;
const SHORTEST_REASON = 2;

const verdict = z.object({
  verdict: z.enum(['ok', 'weak', 'missing']),
  reason: z.string().min(1).max(160),
});

function schemaFor(templates: readonly TemplateChoice[]) {
  return z.object({
    outcome: z.enum(['experiment', 'do-now', 'drop']),
    ground: z.enum([...DO_NOW, ...DROP]).nullable(),
    reason: z.string().min(1).max(400),
    verdicts: z.object({
      ...{ specific: verdict, measurable: verdict, achievable: verdict },
      ...{ relevant: verdict, timeBound: verdict },
    }),
    questions: z.array(z.string().min(1).max(240)).max(MOST_QUESTIONS),
    template: keyOf(templates.map(({ name }) => name)),
    risk: z.enum(RISKS),
    categories: z.array(z.enum(RISK_CATEGORIES)).max(RISK_CATEGORIES.length),
  });
}

type SupervisorAnswer = z.infer<ReturnType<typeof schemaFor>>;

function isGroundOf(outcome: SupervisorAnswer['outcome'], ground: OutcomeGround | null): boolean {
  if (outcome === 'experiment') return ground === null;
  const grounds: readonly OutcomeGround[] = outcome === 'do-now' ? DO_NOW : DROP;
  return ground !== null && grounds.includes(ground);
}

function outcomeProblems(
  { outcome, ground, questions, verdicts }: SupervisorAnswer,
  mayAsk: boolean,
): readonly string[] {
  const missing = Object.entries(verdicts).filter((entry) => entry[1].verdict === 'missing');
  const names = missing.map(([name]) => name).join(', ');
  const mustAsk = outcome === 'experiment' && missing.length > 0 && questions.length === 0;
  return [
    ...(isGroundOf(outcome, ground) ? [] : [`ground: does not fit the outcome ${outcome}`]),
    ...(outcome !== 'experiment' && questions.length > 0
      ? ['questions: must be empty unless the outcome is experiment']
      : []),
    ...(!mayAsk && questions.length > 0
      ? [
          'questions: none may be asked any more; take what is there, or drop the idea and say what is missing',
        ]
      : []),
    ...(mustAsk
      ? [`verdicts: ${names} is missing, so ${mayAsk ? 'ask about it, or ' : ''}drop the idea`]
      : []),
  ];
}

function problemsOf(
  { request, answers = [], mayAsk = true }: IdeaToAssess,
  answer: SupervisorAnswer,
): readonly string[] {
  const { reason, questions, verdicts, risk } = answer;
  const reasons = Object.fromEntries(
    Object.entries(verdicts).map(([name, said]) => [`verdicts.${name}`, said.reason]),
  );
  const open = Object.fromEntries(questions.map((question, index) => [`questions.${index}`, question]));
  const text = [reason, ...Object.values(reasons), ...questions].join('\n');
  // A key such as `retention_7d` is read as words.
  const asked = JSON.stringify(request);
  const said = answers.flatMap((one) => [one.question ?? '', one.answer]);
  const known = [asked, asked.replaceAll('_', ' '), ...said];
  const figures = strayNumbers(text, known).filter((number) => /\d/.test(number));
  return [
    ...outcomeProblems(answer, mayAsk),
    ...(RISKS.indexOf(risk) < RISKS.indexOf(request.risk)
      ? [`risk: must not be lower than the request's, which is ${request.risk}`]
      : []),
    ...rubbishIn(
      { texts: { reason, ...open }, least: SHORTEST_SENTENCE },
      { texts: reasons, least: SHORTEST_REASON },
    ),
    ...(isRepeatOf(reason, request.idea) ? ['reason: only repeats the idea'] : []),
    ...figures.map((number) => `a number that is not in the data: ${number}`),
  ];
}

/**
 * Judges what to do with an idea, what is missing, which template fits and how risky it is. The risk is never lower than that of the
 * request. What the answer may not decide, such as a floor of the risk, is left to the caller.
 */
export async function assessIdea(deps: AgentDeps, idea: IdeaToAssess): Promise<AgentResult<Assessment>> {
  const { request, templates, answers = [], mayAsk = true } = idea;
  const result = await askAgent(deps, {
    role: 'supervisor',
    prompt: 'supervisor',
    inputs: {
      templates: jsonBlock(templates),
      request: jsonBlock(requestForPrompt(request)),
      answers: jsonBlock({ mayAsk, given: answers }),
    },
    schema: schemaFor(templates),
    check: (answer) => problemsOf(idea, answer),
  });
  if (result.kind === 'refused') return result;
  const { output, runs } = result.value;
  const testable = output.outcome === 'experiment' && output.questions.length === 0;
  return ok({ output: { testable, ...output }, runs });
}

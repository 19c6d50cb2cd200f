import { z } from 'zod';
import { type AgentDeps, type AgentProblem, type AgentSuccess, askAgent } from '#agents/ask.ts';
import { jsonBlock, textBlock } from '#agents/data-block.ts';
import { ok, type Result } from '#shared/result.ts';

/** A question about an experiment, and all that can be said to it. */
export interface RecordQuestion {
  /** In the words of the person who asks. */
  readonly question: string;
  /** The title of the experiment. */
  readonly experiment: string;
  /** Whole sentences of code, each with its id. */
  readonly sentences: readonly { readonly id: string; readonly text: string }[];
  /** What people may want done, each with its id. */
  readonly acts: readonly { readonly id: string; readonly text: string }[];
}

/** Which sentences answer, in their order; the act that is asked for; nothing of both if the record does not say. */
export interface ChosenAnswer {
  readonly sentences: readonly string[];
  readonly act: string | null;
}

const MOST_SENTENCES = 6;

const ChoiceSchema = z.object({
  kind: z.enum(['answer', 'not-in-record', 'act']),
  sentences: z.array(z.string()).max(MOST_SENTENCES),
  act: z.string().nullable(),
});
type Choice = z.infer<typeof ChoiceSchema>;

/**
 * Which sentences of the record answer a question. The model writes no word that people read: it chooses by id, or says that the record does
 * not tell, or which act is asked for. A wrong id goes back once.
 */
export async function chooseAnswer(
  deps: AgentDeps,
  { question, experiment, sentences, acts }: RecordQuestion,
): Promise<Result<AgentSuccess<ChosenAnswer>, AgentProblem>> {
  const answer = await askAgent(deps, {
    role: 'analyst',
    prompt: 'answerer',
    inputs: {
      acts: jsonBlock(acts),
      experiment: textBlock(experiment),
      sentences: jsonBlock(sentences),
      question: textBlock(question),
    },
    schema: ChoiceSchema,
    check: (choice) => problemsOf(choice, { sentences, acts }),
  });
  if (answer.kind === 'refused') return answer;
  const { output, runs } = answer.value;
  const chosen = output.kind === 'not-in-record' ? [] : [...new Set(output.sentences)];
  return ok({ output: { sentences: chosen, act: output.kind === 'act' ? output.act : null }, runs });
}

function problemsOf(
  { kind, sentences: chosen, act }: Choice,
  { sentences, acts }: Pick<RecordQuestion, 'sentences' | 'acts'>,
): readonly string[] {
  const known = new Set(sentences.map(({ id }) => id));
  const unknown = [...new Set(chosen)].filter((id) => !known.has(id));
  return [
    ...unknown.map((id) => `sentences: there is no ${id}`),
    ...(kind === 'answer' && chosen.length === 0 ? ['sentences: an answer has at least one'] : []),
    ...(kind === 'act' && !acts.some(({ id }) => id === act) ? ['act: name one of the acts'] : []),
  ];
}

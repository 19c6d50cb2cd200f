import type { z } from 'zod';
import { cleanAnswer } from '#agents/clean-answer.ts';
import { type DataBlock, renderInputs } from '#agents/data-block.ts';
import { type Keeper, type RunsKept, recordOf } from '#agents/keeper.ts';
import type { Meter } from '#agents/meter.ts';
import { LONGEST_ANSWER, OUTPUT_CAPS } from '#agents/output-caps.ts';
import type { Prompt, PromptLibrary } from '#agents/prompt.ts';
import type { InputName, PromptName } from '#agents/prompt-inputs.ts';
import { readJson } from '#agents/read-json.ts';
import type { Redaction } from '#agents/redaction.ts';
import { STABLE_INPUTS } from '#agents/stable-inputs.ts';
import { strictSchema } from '#agents/strict-schema.ts';
import type { AgentFailure, AgentRole, AgentRun } from '#domain/agent-output.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Ceilings } from '#domain/spending/ceilings.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '#ports/language-model.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What every agent needs: a model, the prompts as loaded at start, and what to keep from the model. */
export interface AgentDeps {
  readonly model: LanguageModel;
  readonly prompts: PromptLibrary;
  /** The prompts of one thread, some of them as variants. Never throws; left out if no prompt is under an experiment. */
  readonly promptsFor?: (thread: Pick<Experiment, 'key' | 'runs'>) => Promise<PromptLibrary>;
  /** Keeps private text from the model. */
  readonly redaction: Redaction;
  /** What the agents may use; the defaults if it is left out. */
  readonly ceilings?: Ceilings | undefined;
  /** Counts what is used for one piece of work, and stops it at a ceiling; left out if nothing is counted. */
  readonly meter?: Meter;
  /** How long runs are kept; the defaults if it is left out. */
  readonly kept?: RunsKept | undefined;
  /** Keeps every call of one piece of work; left out if none is kept. */
  readonly keeper?: Keeper;
}

/** An answer that passed every check, and the calls for it (one more for each repair). */
export interface AgentSuccess<Output> {
  readonly output: Output;
  readonly runs: readonly AgentRun[];
}

/** Why there is no usable answer, and the calls, which cost money all the same. */
export interface AgentProblem extends AgentFailure {
  readonly runs: readonly AgentRun[];
  /** True if the last answer had the right shape and only `check` objected to its content. */
  readonly wellFormed: boolean;
}

export type AgentResult<Output> = Result<AgentSuccess<Output>, AgentProblem>;

/** One question. `check` sees a well-formed answer and returns what is wrong with it, in words the model can act on. */
export interface Question<Name extends PromptName, Output> {
  readonly role: AgentRole;
  readonly prompt: Name;
  readonly inputs: Readonly<Record<InputName<Name>, DataBlock>>;
  readonly schema: z.ZodType<Output>;
  readonly check?: (output: Output) => readonly string[] | Promise<readonly string[]>;
  /** How often a wrong answer goes back; 1 if left out. */
  readonly repairs?: number;
}

interface Judged<Output> {
  readonly output: Output | null;
  readonly problems: readonly string[];
}

async function judge<Name extends PromptName, Output>(
  text: string,
  { prompt, schema, check = () => [] }: Question<Name, Output>,
  redaction: Redaction,
): Promise<Judged<Output>> {
  const json = readJson(text);
  if (json.kind === 'refused') return { output: null, problems: [`not JSON: ${json.problem}`] };
  const parsed = schema.safeParse(cleanAnswer(json.value, prompt, redaction));
  if (parsed.success) return { output: parsed.data, problems: await check(parsed.data) };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
  );
  return { output: null, problems };
}

function runOf(request: ModelRequest, role: AgentRole, prompt: Prompt, answer: ModelAnswer): AgentRun {
  return {
    role,
    model: answer.model,
    prompt: `${prompt.name}@${prompt.version}`,
    promptHash: prompt.hash,
    inputHash: hashOf([request.input, request.repair]),
    outputHash: hashOf(answer.text),
    inputTokens: answer.inputTokens,
    outputTokens: answer.outputTokens,
    costUsd: answer.costUsd,
    latencyMs: answer.latencyMs,
    repaired: request.repair !== null,
    ...(prompt.trial === undefined ? {} : { trial: prompt.trial }),
  };
}

/** The first problems, cut in number and length, so that a hostile answer cannot make the list long. */
function inWords(problems: readonly string[]): string {
  return problems
    .slice(0, 20)
    .map((problem) => `- ${problem.slice(0, 600)}`)
    .join('\n');
}

/** A cap that the server kept is the bot's; otherwise the limit is the model's own. */
function cutOff({ outputTokens }: ModelAnswer, cap: number): string {
  const whose = outputTokens >= cap ? `the bot's limit of ${cap} tokens` : 'the length limit of the model';
  return `the answer was cut off at ${whose}`;
}

function ranAway({ text }: ModelAnswer): string {
  return `the answer ran on for ${text.length} characters; the most that the bot reads is ${LONGEST_ANSWER}`;
}

/**
 * Asks a model one structured question. A wrong answer goes back with its problems, once or as often as the question says. A
 * wrong answer after that, a refusal to answer, a cut-off answer and a ceiling that is reached are values, and what they cost is in `runs`. An unreachable or slow
 * service throws the adapter's `AppError`.
 */
export async function askAgent<Name extends PromptName, Output>(
  deps: AgentDeps,
  question: Question<Name, Output>,
): Promise<AgentResult<Output>> {
  const { role, schema, repairs = 1 } = question;
  const prompt = deps.prompts[question.prompt];
  const request: ModelRequest = {
    role,
    instructions: prompt.text,
    input: renderInputs(question.inputs, deps.redaction, STABLE_INPUTS[question.prompt]),
    schemaName: prompt.name,
    schema: strictSchema(schema),
    mostOutputTokens: OUTPUT_CAPS[question.prompt],
    repair: null,
  };
  const runs: AgentRun[] = [];
  const fail = (reason: AgentFailure['reason'], detail: string, wellFormed = false): AgentResult<Output> =>
    refused({ role, reason, detail, runs, wellFormed });
  let repair: ModelRequest['repair'] = null;
  for (let left = repairs; ; left -= 1) {
    const stopped = (await deps.meter?.stop()) ?? null;
    if (stopped !== null) return fail(stopped.reason, stopped.detail);
    const attempt: ModelRequest = { ...request, repair };
    const outcome = await deps.model.complete(attempt);
    const kept = (await deps.keeper?.keep(recordOf(attempt, outcome, deps.redaction))) ?? null;
    if (outcome.answer !== null) {
      const run = runOf(attempt, role, prompt, outcome.answer);
      const known = kept === null ? run : { ...run, kept };
      const dated = deps.meter === undefined ? known : { ...known, at: deps.meter.now() };
      deps.meter?.note(dated);
      runs.push(dated);
    }
    if (outcome.kind === 'declined') return fail('declined', outcome.reason);
    // A small model may write blanks after its whole answer until it is stopped.
    const isWhole = outcome.kind === 'answered' || readJson(outcome.answer.text).kind === 'ok';
    if (!isWhole) return fail('truncated', cutOff(outcome.answer, request.mostOutputTokens));
    if (outcome.answer.text.length > LONGEST_ANSWER) return fail('truncated', ranAway(outcome.answer));
    const { output, problems } = await judge(outcome.answer.text, question, deps.redaction);
    if (output !== null && problems.length === 0) return ok({ output, runs });
    if (left <= 0) return fail('invalid-answer', inWords(problems), output !== null);
    const redact = (words: string) => deps.redaction.redact(words, 'code');
    repair = { answer: redact(outcome.answer.text), problems: redact(inWords(problems)) };
  }
}

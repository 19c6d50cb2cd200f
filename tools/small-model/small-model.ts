import { grammarSchema } from './grammar-schema.ts';
import type { InstalledModel } from './install.ts';

/** Tokens that a question and its answer may have together: what the model was trained for. */
const CONTEXT = 8_192;
/** How the next word is drawn, if a question does not say: the defaults of Ollama, with a seed of its own. */
const SAMPLING = {
  temperature: 0.8,
  topK: 40,
  topP: 0.9,
  seed: 7,
  repeatPenalty: { penalty: 1.1, lastTokens: 64 },
};
/** Room that the template of the chat takes on top of the texts. */
const TEMPLATE = 64;

export type ChatRole = 'system' | 'user' | 'assistant';

/** One question, as it comes over the wire. */
export interface ChatQuestion {
  readonly messages: readonly { readonly role: ChatRole; readonly content: string }[];
  readonly mostTokens: number | null;
  /** How the answer is held to a form: a JSON schema, any JSON, or nothing. */
  readonly form: { readonly schema: unknown } | 'json' | null;
}

export interface ChatAnswer {
  readonly text: string;
  readonly isCutOff: boolean;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** Why a question is not answered, as an HTTP status with a sentence. */
export class QuestionRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A model in this process. Questions wait for each other. */
export interface SmallModel {
  /** Throws `QuestionRefused` if it is too long, or if no grammar can be made of its schema; the signal's reason if that comes first. */
  answer(question: ChatQuestion, signal: AbortSignal): Promise<ChatAnswer>;
  dispose(): Promise<void>;
}

/** The part of node-llama-cpp that is used. It is no dependency, so its types are not here. */
interface Llama {
  loadModel(options: object): Promise<LlamaModel>;
  getGrammarFor(type: 'json'): Promise<unknown>;
  createGrammarForJsonSchema(schema: unknown): Promise<unknown>;
  dispose(): Promise<void>;
}
interface LlamaModel {
  tokenize(text: string): readonly number[];
  createContext(options: object): Promise<{ getSequence(): unknown }>;
}
interface ChatSession {
  setChatHistory(history: readonly object[]): void;
  promptWithMeta(
    text: string,
    options: object,
  ): Promise<{ readonly responseText: string; readonly stopReason: string }>;
}
interface LlamaModule {
  getLlama(options: object): Promise<Llama>;
  LlamaChatSession: new (options: object) => ChatSession;
}

/** Loads the weights; some seconds. Throws if the runtime does not fit this machine. */
export async function loadSmallModel({ weights, runtime }: InstalledModel): Promise<SmallModel> {
  const { getLlama, LlamaChatSession }: LlamaModule = await import(runtime);
  const llama = await getLlama({ build: 'never', gpu: false, logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: weights, gpuLayers: 0 });
  // One thread: several wait for each other in busy loops, which on a loaded machine takes many times as long.
  const context = await model.createContext({ contextSize: CONTEXT, threads: 1 });
  const session = new LlamaChatSession({ contextSequence: context.getSequence() });
  const tokens = (text: string) => model.tokenize(text).length;
  const answer: SmallModel['answer'] = async ({ messages, mostTokens, form }, signal) => {
    const promptTokens = tokens(messages.map(({ content }) => content).join('\n')) + TEMPLATE;
    const room = CONTEXT - promptTokens;
    if (room <= TEMPLATE)
      throw new QuestionRefused(
        'context_length_exceeded',
        `This model's maximum context length is ${CONTEXT} tokens, and the messages have ${promptTokens}.`,
      );
    session.setChatHistory(messages.slice(0, -1).map(historyItem));
    const grammar = await grammarOf(llama, form);
    const { responseText, stopReason } = await session.promptWithMeta(messages.at(-1)?.content ?? '', {
      ...(grammar === null ? {} : { grammar }),
      ...{ ...SAMPLING, signal, maxTokens: Math.min(mostTokens ?? room, room) },
    });
    const isCutOff = stopReason === 'maxTokens';
    return { text: responseText, isCutOff, promptTokens, answerTokens: tokens(responseText) };
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    answer: (question, signal) => {
      const next = last.then(() => answer(question, signal));
      last = next.catch(() => {});
      return next;
    },
    dispose: () => llama.dispose(),
  };
}

function historyItem({ role, content }: ChatQuestion['messages'][number]): object {
  if (role === 'assistant') return { type: 'model', response: [content] };
  return { type: role, text: content };
}

async function grammarOf(llama: Llama, form: ChatQuestion['form']): Promise<unknown> {
  if (form === null) return null;
  if (form === 'json') return llama.getGrammarFor('json');
  try {
    return await llama.createGrammarForJsonSchema(grammarSchema(form.schema));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new QuestionRefused('invalid_schema', `No grammar can be made of the schema: ${why}`);
  }
}

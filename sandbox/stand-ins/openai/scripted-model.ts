import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { completionBody, errorBody, SCRIPTED_MODEL } from './completion.ts';
import { embeddingsAnswer } from './embeddings.ts';
import { type ModelFault, type ModelFaultKind, modelFaultPlan } from './faults.ts';
import { type Question, readQuestion } from './read-question.ts';
import { SCRIPTS, type Scripts } from './scripts.ts';

/** One question that was asked, for tests to look at. */
export interface AskedQuestion {
  readonly at: number;
  /** The prompt's name. */
  readonly role: string;
  readonly repair: boolean;
  readonly fault: ModelFaultKind | null;
  readonly body: string;
}

/** A server that speaks `chat/completions` and answers our agents' questions by rules. */
export interface ScriptedModel {
  readonly baseUrl: string;
  fail(fault: ModelFault): void;
  requests(): readonly AskedQuestion[];
  close(): Promise<void>;
}

export interface ScriptedModelOptions {
  readonly now?: () => number;
  /** 0: any free port. */
  readonly port: 0;
  /** Answers in place of the rules, by the prompt's name. */
  readonly scripts?: Scripts;
}

/** A retry is invited at once, so that nothing waits for a stand-in. */
const RETRY_NOW = { 'retry-after-ms': '1' };

/** Faults of the service itself; undefined for those that are an answer. */
function brokenAnswer(fault: ModelFaultKind | null): WireAnswer | undefined {
  if (fault === 'http-500') {
    return { status: 500, headers: RETRY_NOW, body: errorBody('injected', 'server_error') };
  }
  if (fault === 'ratelimited') {
    return { status: 429, headers: RETRY_NOW, body: errorBody('injected', 'rate_limit_exceeded') };
  }
  return fault === 'http-401' ? { status: 401, body: errorBody('injected', 'invalid_api_key') } : undefined;
}

function said(
  question: Question,
  fault: ModelFaultKind | null,
  scripts: Scripts,
): Parameters<typeof completionBody>[0] {
  if (fault === 'refuses') return { content: null, refusal: 'I cannot help with that.', finish: 'stop' };
  if (fault === 'rubbish') return { content: 'Happy to help! Let me think.', refusal: null, finish: 'stop' };
  const script = scripts[question.name];
  if (script === undefined)
    return { content: null, refusal: `No script answers "${question.name}".`, finish: 'stop' };
  const answer = script(question);
  const content = JSON.stringify(fault === 'invents' ? withInvention(answer) : answer);
  if (fault !== 'truncated') return { content, refusal: null, finish: 'stop' };
  return { content: content.slice(0, Math.ceil(content.length / 2)), refusal: null, finish: 'length' };
}

/** The answer with a figure in its first text that stands in no fact. */
function withInvention(answer: object): object {
  if ('explanations' in answer && 'statements' in answer && Array.isArray(answer.statements))
    return {
      ...answer,
      explanations: [{ statements: answer.statements.slice(0, 1), text: 'That is 98.76 %.' }],
    };
  const [key, text] = Object.entries(answer).find(([, value]) => typeof value === 'string') ?? [];
  return key === undefined ? answer : { ...answer, [key]: `${String(text)} That is 98.76 %.` };
}

/** Listens on a free loopback port. Every answer is computed from the question; the model id says that it is scripted. */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const now = options.now ?? Date.now;
  const scripts = { ...SCRIPTS, ...options.scripts };
  const faults = modelFaultPlan();
  const asked: AskedQuestion[] = [];
  const handle = async ({ method, path, body }: WireRequest): Promise<WireAnswer> => {
    if (path === '/v1/models') return { status: 200, body: modelList() };
    if (method === 'POST' && path === '/v1/embeddings') return embeddingsAnswer(body.toString('utf8'));
    if (method !== 'POST' || path !== '/v1/chat/completions') {
      return { status: 404, body: errorBody(`no ${method} ${path}`, 'not_found') };
    }
    const text = body.toString('utf8');
    const question = readQuestion(text);
    if (question === null)
      return { status: 400, body: errorBody('not a question of our agents', 'invalid_request') };
    const fault = faults.take(question.name);
    asked.push({ at: now(), role: question.name, repair: question.repair, fault, body: text });
    // Left open until the caller gives up or the server closes.
    if (fault === 'timeout') await new Promise<never>(() => {});
    const broken = brokenAnswer(fault);
    if (broken !== undefined) return broken;
    const completion = completionBody(
      said(question, fault, scripts),
      question.characters,
      now(),
      asked.length,
    );
    return { status: 200, body: completion };
  };
  const wire = await startWire({ handle });
  return {
    baseUrl: `${wire.url}/v1`,
    fail: (fault) => faults.add(fault),
    requests: () => [...asked],
    close: () => wire.close(),
  };
}

function modelList(): string {
  return JSON.stringify({
    object: 'list',
    data: [{ id: SCRIPTED_MODEL, object: 'model', owned_by: 'sandbox' }],
  });
}

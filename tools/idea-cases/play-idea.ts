import type { SandboxModel } from '#app/config.ts';
import type { Experiment } from '#domain/experiment.ts';
import { goalsOf } from '#domain/goals.ts';
import type { RiskReason } from '#domain/risk/risk-category.ts';
import { readPastRecord } from '#features/import-past/past-record.ts';
import { type RunningSandbox, runSandbox } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { typeIdea } from '#tools/type-idea.ts';
import type { IdeaCase, Outcome, PastCase } from './idea-form.ts';
import { MODELS, type ModelName } from './models.ts';
import { outcomeOf } from './outcome-of.ts';
import { journalOf, threadOf } from './what-was-kept.ts';

/** How an idea is asked. */
export interface Asking {
  readonly model: ModelName;
  /** The model behind OPENAI_API_KEY; used for `real` alone. */
  readonly real: SandboxModel;
  /** The folder of the prompts; the product's own if null. */
  readonly prompts: string | null;
  readonly past: readonly PastCase[];
}

/** What came of an idea. */
export interface Played {
  readonly id: string;
  readonly outcome: Outcome;
  /** Why there is no plan; empty if there is one. */
  readonly detail: string;
  /** Ids of the rules in code that refused. */
  readonly rules: readonly string[];
  /** Of the plan, else of the assessment; null if there is neither. */
  readonly risk: string | null;
  readonly categories: readonly string[];
  readonly goal: string | null;
  readonly surface: string | null;
  /** The supervisor's verdicts by criterion. */
  readonly critique: Readonly<Record<string, string>>;
  /** The last verdict of the policy review; null if it was not reached. */
  readonly policy: string | null;
  readonly calls: number;
  readonly repairs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Null if no price is known. */
  readonly costUsd: number | null;
  /** All that the thread says. */
  readonly thread: string;
  /** Key, flag, journal and prompts: nothing private may stand in them. */
  readonly kept: string;
}

/** Types one idea into the sandbox, lets the chain end, and reads what came of it. Every idea has a bot and a store of its own. */
export async function playIdea(one: IdeaCase, asking: Asking): Promise<Played> {
  const { model, real, prompts, past } = asking;
  const running = await runSandbox({
    log: silentLogger,
    ...(model === 'real' ? { model: real } : { scripts: MODELS[model] }),
    ...(prompts === null ? {} : { prompts }),
  });
  try {
    await remember(running, past);
    const problem = await propose(running, one);
    const [newest] = await running.bot.coPilot.store.summaries({ limit: 1 });
    const experiment = newest === undefined ? null : await running.bot.coPilot.load(newest.key);
    return await read(running, one, experiment, problem);
  } finally {
    await running.close();
  }
}

/** Puts past experiments into the store as an import does. */
async function remember(running: RunningSandbox, past: readonly PastCase[]): Promise<void> {
  for (const one of past) {
    const read = readPastRecord(one, running.sandbox.clock.now());
    if (read.kind === 'refused') throw new Error(`${one.key}: ${read.problem.join(' ')}`);
    const line = { origin: 'import', key: one.key, version: 1, past: read.value } as const;
    await running.bot.coPilot.store.putPast(line);
  }
}

/** Fills in the form; answers why it was not taken, empty if it was. */
async function propose(running: RunningSandbox, { idea, fields }: IdeaCase): Promise<string> {
  const isOpen = Object.keys(fields).length === 0;
  const words = isOpen ? 'an idea that is typed below' : 'new';
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const sent = await typeIdea(running, words, { ...given, idea });
  if (sent === null) return 'no form opened';
  return [sent.problem ?? '', ...Object.values(sent.errors)].filter((text) => text !== '').join('; ');
}

async function read(
  running: RunningSandbox,
  { id }: IdeaCase,
  experiment: Experiment | null,
  problem: string,
): Promise<Played> {
  const asked = (running.sandbox.model?.requests() ?? []).map(({ body }) => body).join('\n');
  const journal = await journalOf(running.bot.coPilot.store);
  const runs = experiment?.runs ?? [];
  const sum = (of: (run: Experiment['runs'][number]) => number) =>
    runs.reduce((total, run) => total + of(run), 0);
  return {
    id,
    ...verdictsOf(experiment, problem),
    calls: runs.length,
    repairs: runs.filter(({ repaired }) => repaired).length,
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costUsd: runs.some(({ costUsd }) => costUsd === null) ? null : sum(({ costUsd }) => costUsd ?? 0),
    thread: experiment === null ? problem : threadOf(running.sandbox.slack, experiment),
    kept: [journal, asked].join('\n'),
  };
}

type Verdicts = Pick<
  Played,
  'outcome' | 'detail' | 'rules' | 'risk' | 'categories' | 'goal' | 'surface' | 'critique' | 'policy'
>;

const NOTHING: Verdicts = {
  ...{ outcome: 'not taken', detail: '', rules: [], risk: null, categories: [], goal: null },
  ...{ surface: null, critique: {}, policy: null },
};

function verdictsOf(experiment: Experiment | null, problem: string): Verdicts {
  if (experiment === null) return { ...NOTHING, detail: problem };
  const { design, failure, proposal, request } = experiment;
  const plan = design?.plan ?? null;
  const { verdicts, categories = [] } = proposal.assessment ?? {};
  const named = [...categories, ...(plan?.riskReasons ?? []).flatMap(categoriesOf)];
  return {
    ...NOTHING,
    outcome: outcomeOf(experiment),
    detail: failure?.detail ?? '',
    rules: failure?.rules ?? [],
    categories: [...new Set(named)],
    risk: plan?.request.risk ?? proposal.assessment?.risk ?? null,
    goal: plan === null ? (request.goalMetric ?? null) : (goalsOf(plan)[0]?.key ?? null),
    surface: plan?.request.surface ?? request.surface ?? null,
    critique: Object.fromEntries(
      Object.entries(verdicts ?? {}).map(([name, { verdict }]) => [name, verdict]),
    ),
    policy: design?.opinion.verdict ?? (failure?.reason === 'objected' ? 'objection' : null),
  };
}

function categoriesOf(reason: RiskReason): readonly string[] {
  if (reason.by === 'settings') return [];
  return reason.by === 'words' ? [reason.category] : reason.categories;
}

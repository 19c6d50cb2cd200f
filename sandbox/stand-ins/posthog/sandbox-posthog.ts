import type { ExposureEvent } from '#domain/exposure.ts';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type RequestLog } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import { describeKey, OWN_KEY, PERSONAL_KEY, PROJECT, refuseAccess, SCOPES, TOKEN } from './access.ts';
import {
  keepAnnotation,
  keepExperiment,
  type StoredAnnotation,
  type StoredExperiment,
} from './annotation-routes.ts';
import { baselineTable, looksTable, type Table } from './answer-table.ts';
import { json, parseJson, problem } from './answers.ts';
import { captureEvents, evaluateFlags } from './capture-routes.ts';
import {
  answerDefinitions,
  type Definitions,
  type StoredDefinition,
  seenEventsTable,
} from './definition-routes.ts';
import {
  disableFlag,
  editFlag,
  type FlagContext,
  type FlagEdit,
  flagActivity,
  flagCollection,
  flagItem,
} from './flag-routes.ts';
import { createSlowQueries, type SlowQueries } from './query-faults.ts';
import { createQueryLimit, type QueryLimit } from './query-limits.ts';
import { type Question, readQuestion } from './question.ts';
import type { Scenario } from './scenario.ts';
import { cookieCats } from './scenarios/cookie-cats.ts';
import { hillstrom } from './scenarios/hillstrom.ts';
import { sameTwice } from './scenarios/known-truth.ts';
import {
  emptyState,
  type FlagRules,
  type PolicyAction,
  type PostHogState,
  type StoredEvent,
  type StoredFlag,
} from './state.ts';
import { createWorld, type World } from './world.ts';

export interface SandboxPostHogOptions {
  /** Virtual time, milliseconds since the epoch: flags accrue units along it. */
  readonly now: () => number;
  /** Tried in order; every other flag gets its known truth. The provided ones if left out. */
  readonly scenarios?: readonly Scenario[];
  /** What answers questions about figures in place of the scenarios. */
  readonly figures?: Pick<World, 'look' | 'baseline'>;
  /** Scopes of the personal key; what the bot needs if left out. */
  readonly scopes?: readonly string[];
}

/** PostHog in the sandbox: flags, aggregates replayed from scenarios, captured events. */
export interface SandboxPostHog {
  /** Host for the private API, for ingestion and for flags. */
  readonly url: string;
  readonly projectId: string;
  readonly personalApiKey: string;
  readonly projectToken: string;
  readonly requests: RequestLog['requests'];
  fail: Wire['fail'];
  clearFaults: Wire['clearFaults'];
  /** From now on the project's libraries record exposures with this event; at first `$feature_flag_called`. */
  recordExposuresAs(event: ExposureEvent['event']): void;
  /** How many queries an hour PostHog takes from now on; 120 at first. */
  limitQueries: QueryLimit['set'];
  /** From now on queries are answered with 202 and have ended after so many questions; 0 for at once. */
  slowQueries: SlowQueries['set'];
  /** From now on these changes of flags are answered with a change request, and no others. */
  requireApproval(...actions: readonly PolicyAction[]): void;
  /** Approves every change that waits, as a person in PostHog would. */
  approveChanges(): void;
  /** What the project asks of flags from now on; what is left out stays. */
  setFlagRules(rules: Partial<FlagRules>): void;
  /** An action as a person defined it in PostHog. */
  defineAction(action: StoredDefinition): void;
  /** An experiment metric as a person saved it in PostHog. */
  saveMetric(metric: StoredDefinition): void;
  /** A flag of another team, as PostHog answers it: of any shape, also one of years ago. */
  addNeighbour(flag: { readonly key: string; readonly [field: string]: unknown }): void;
  /** Notes on the time line of the charts, oldest first. */
  annotations(): readonly StoredAnnotation[];
  /** PostHog's own experiments, oldest first. */
  experiments(): readonly StoredExperiment[];
  /** Every flag as it is kept, deleted ones too, in order of making. */
  flags(): readonly StoredFlag[];
  /** Changes a flag as a person in PostHog would. */
  editFlag(key: string, change: FlagEdit): void;
  /** Events captured so far, oldest first. */
  events(): readonly StoredEvent[];
  /** The scenario that a flag's figures come from. */
  scenarioOf(flagKey: string): Scenario;
  close(): Promise<void>;
}

/** The experiments that the sandbox knows by name. */
export const SCENARIOS: readonly Scenario[] = [cookieCats, hillstrom, sameTwice];

interface Project {
  readonly state: PostHogState;
  readonly world: World;
  readonly limit: QueryLimit;
  readonly slow: SlowQueries;
  readonly annotations: StoredAnnotation[];
  readonly experiments: StoredExperiment[];
  readonly definitions: Definitions;
  readonly scopes: readonly string[];
  readonly now: () => number;
}

/** Starts the stand-in on a free loopback port. */
export async function startPostHog(options: SandboxPostHogOptions): Promise<SandboxPostHog> {
  const project: Project = {
    state: emptyState(),
    world: { ...createWorld(options.scenarios ?? SCENARIOS), ...options.figures },
    limit: createQueryLimit(options.now),
    slow: createSlowQueries(),
    annotations: [],
    experiments: [],
    definitions: { actions: [], savedMetrics: [] },
    scopes: options.scopes ?? SCOPES,
    now: options.now,
  };
  const log = createRequestLog(options.now);
  const wire = await startWire({ handle: (request) => route(project, request), observe: log.observe });
  return {
    url: wire.url,
    projectId: PROJECT,
    personalApiKey: PERSONAL_KEY,
    projectToken: TOKEN,
    requests: log.requests,
    fail: wire.fail,
    clearFaults: wire.clearFaults,
    requireApproval: (...approval) => {
      project.state.rules = { ...project.state.rules, approval };
    },
    recordExposuresAs: (event) => {
      project.state.exposureEvent = event;
    },
    limitQueries: project.limit.set,
    slowQueries: project.slow.set,
    approveChanges: () => {
      for (const { apply } of project.state.changeRequests.splice(0)) apply(options.now());
    },
    setFlagRules: (rules) => {
      project.state.rules = { ...project.state.rules, ...rules };
    },
    defineAction: (action) => void project.definitions.actions.push(action),
    saveMetric: (metric) => void project.definitions.savedMetrics.push(metric),
    addNeighbour: (flag) => project.state.neighbours.push(flag),
    annotations: () => [...project.annotations],
    experiments: () => [...project.experiments],
    flags: () => structuredClone(project.state.flags),
    editFlag: (key, change) => editFlag(project.state, key, change, options.now()),
    events: () => [...project.state.events],
    scenarioOf: project.world.scenarioOf,
    close: wire.close,
  };
}

function route(project: Project, request: WireRequest): WireAnswer {
  const { state, now } = project;
  if (request.path.startsWith('/flags')) return evaluateFlags(state, TOKEN, request);
  if (/^\/(batch|capture|i)\//.test(request.path)) return captureEvents(state, TOKEN, request, now());
  const refusal = refuseAccess(request, project.scopes);
  if (refusal !== null) return refusal;
  if (request.path === OWN_KEY) return describeKey(request, project.scopes);
  const root = `/api/projects/${PROJECT}`;
  const path = request.path.slice(root.length);
  if (path === '/query/') return project.limit.take() ?? project.slow.answer(answerQuery(project, request));
  const query = /^\/query\/([\w-]+)\/$/.exec(path)?.[1];
  if (query !== undefined) return project.slow.poll(query);
  const defined = answerDefinitions(project.definitions, request, path);
  if (defined !== null) return defined;
  if (path === '/annotations/') return keepAnnotation(project.annotations, request);
  if (path === '/experiments/') return keepExperiment(project.experiments, state.flags, request);
  const collection = `http://${request.headers['host'] ?? ''}${root}/feature_flags/`;
  const context: FlagContext = { state, now: now(), collection };
  if (path === '/feature_flags/') return flagCollection(context, request);
  const [, id, act] = /^\/feature_flags\/(\d+)\/(disable\/|activity\/)?$/.exec(path) ?? [];
  if (id === undefined) return problem(404, 'not_found', 'Endpoint not found.');
  if (act === 'disable/') return disableFlag(context, request, Number(id));
  return act === 'activity/' ? flagActivity(context, Number(id)) : flagItem(context, request, Number(id));
}

function answerQuery(project: Project, request: WireRequest): WireAnswer {
  const question = readQuestion(parseJson(request.body));
  if (typeof question === 'string') return problem(400, 'invalid_query', question);
  const { columns, results } = tableOf(project, question);
  return json(200, {
    columns,
    results,
    types: [],
    hasMore: false,
    timings: [],
    is_cached: false,
    error: null,
  });
}

function tableOf({ world, state, now }: Project, question: Question): Table {
  switch (question.kind) {
    case 'looks': {
      const { requests } = question;
      return looksTable(
        requests,
        requests.map((request) => world.look(request, state, now())),
      );
    }
    case 'baseline':
      return baselineTable(question.request, world.baseline(question.request));
    case 'exposure-events':
      return { columns: ['event'], results: [[state.exposureEvent]] };
    case 'seen-events':
      return seenEventsTable(state.events, question.window, question.only);
    default:
      return question satisfies never;
  }
}

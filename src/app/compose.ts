import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { GitHubOptions } from '#adapters/github/client.ts';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { createGitHubNotices } from '#adapters/github/notices.ts';
import { createGitHubProbe } from '#adapters/github/probe.ts';
import { createOpenAiModel } from '#adapters/openai/model.ts';
import { createOpenAiProbe } from '#adapters/openai/probe.ts';
import { createPostHogCapture } from '#adapters/posthog/capture.ts';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { createPrometheusTelemetry, type WatchedBacklog } from '#adapters/prometheus/telemetry.ts';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { createPace, noPace } from '#adapters/slack/pace.ts';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { createSlackProbe } from '#adapters/slack/probe.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { withAnswerInTime } from '#app/acknowledge.ts';
import { CATALOGUE, TEMPLATES } from '#app/catalogue.ts';
import type { BotConfig } from '#app/config.ts';
import { FEATURES } from '#app/features.ts';
import { createHealth } from '#app/health.ts';
import { httpRoutes, type Operations } from '#app/http.ts';
import { createInboundLoad, withWaitingCounted } from '#app/inbound-load.ts';
import { layered, layeredPerformers, layerInbound } from '#app/layers.ts';
import { sweepInbound, withOnceOnly } from '#app/once-only.ts';
import { performersOf } from '#app/performers.ts';
import { noAnalytics, withProductEvents } from '#app/product-events.ts';
import { registerFeatures } from '#app/register.ts';
import { createSlackSide } from '#app/slack.ts';
import { createTrace } from '#app/trace.ts';
import { withCommandMetrics, withEffectMetrics, withJobMetrics } from '#app/with-metrics.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { createChains } from '#journal/chains.ts';
import { createExecute } from '#journal/execute.ts';
import { createJobs, type Jobs } from '#journal/jobs.ts';
import { createWorker, type Worker } from '#journal/worker.ts';
import type { Analytics } from '#ports/analytics.ts';
import type { Store } from '#ports/store.ts';
import type { Clock } from '#shared/clock.ts';
import { shortId } from '#shared/ids.ts';
import type { Logger } from '#shared/logger.ts';

/** What a bot is made of beside its configuration. */
export interface Ground {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  /** Called after every commit, so that effects need not wait for the next poll. */
  readonly onCommitted: () => void;
  /** Carries every request to a vendor; the platform's own where left out. */
  readonly fetch?: typeof fetch;
  /** Chance in [0, 1) for the jitter of retries; the platform's own where left out. */
  readonly random?: () => number;
}

/** A composed bot that is not started yet. */
export interface Bot {
  readonly coPilot: CoPilot;
  readonly worker: Worker;
  readonly jobs: Jobs;
  /** Starts listening to Slack; returns the HTTP port, or null in Socket Mode. */
  readonly listen: () => Promise<number | null>;
  readonly close: () => Promise<void>;
}

/** Puts everything together: the only place that knows every adapter. */
export function compose(config: BotConfig, ground: Ground): Bot {
  const { clock, store, random = Math.random } = ground;
  const trace = createTrace(ground.log);
  const { log } = trace;
  const wire = { fetch: ground.fetch ?? fetch };
  const telemetry = createPrometheusTelemetry(() => watchedBacklog(ground));
  const meter = { telemetry, clock };
  const analytics = analyticsOf(config, log);
  let listening = false;
  const operations = (): Operations => ({
    health: createHealthOf(config, coPilot, { client: slack.client, wire }),
    metrics: telemetry.render,
    ready: () => listening,
  });
  const slack = createSlackSide(
    config,
    httpRoutes(() => coPilot, log, once(operations)),
    log,
    ground.fetch ?? createSlackFetch(),
  );
  const people = createSlackPeople(store, config);
  const onCommitted = () => trace.apart(ground.onCommitted);
  const chains = createChains(store);
  const coPilot: CoPilot = {
    clock,
    log,
    store,
    execute: layered(createExecute({ store, log, chains, onCommitted }), [
      withProductEvents(analytics),
      withCommandMetrics(meter),
      trace.withCommitLines,
    ]),
    load: async (key) => (await chains.end(key)).state,
    chat: createSlackChat({ client: slack.client, userOf: people.userOf, log, pace: paceOf(config) }),
    people,
    agents: agentsOf(config, wire),
    codeHost: createGitHubCodeHost(gitHubOf(config, wire)),
    codeNotices: createGitHubNotices(config.github.webhookSecret),
    flags: createPostHogFlags({ ...config.posthog, ...wire }),
    metrics: createPostHogMetrics({ ...config.posthog, ...wire }),
    choices: {
      catalogue: CATALOGUE,
      templates: TEMPLATES,
      surfaces: config.surfaces,
      repositories: config.github.repositories,
    },
    retentionDays: config.retentionDays,
  };
  const load = createInboundLoad();
  layerInbound(slack.app, [
    withWaitingCounted(load),
    withAnswerInTime(log),
    trace.withDeliveryId,
    withOnceOnly({ store, clock, telemetry }),
  ]);
  registerFeatures(slack.app, coPilot);
  return {
    coPilot,
    worker: createWorker({
      ...coPilot,
      random,
      performers: layeredPerformers(performersOf(coPilot), [trace.withEffectLines, withEffectMetrics(meter)]),
      worker: shortId(8),
      quiet: load.quiet,
    }),
    jobs: createJobs({
      ...coPilot,
      jobs: [...jobsOf(coPilot), sweepInbound(ground)].map(withJobMetrics(meter)),
    }),
    listen: async () => {
      const port = await slack.start();
      listening = true;
      return port;
    },
    close: async () => {
      listening = false;
      // Its events are sent one by one, so there is nothing to wait for before.
      await Promise.all([slack.stop(), analytics.close()]);
    },
  };
}

function analyticsOf({ posthog }: BotConfig, logger: Logger): Analytics {
  const { projectToken, ingestionHost: host } = posthog;
  return projectToken === null ? noAnalytics : createPostHogCapture({ host, projectToken, logger });
}

/** Makes its value at the first call: for parts that need each other. */
function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}

/** Real Slack only: the stand-in's clock stands still, and waiting on it would never end. */
function paceOf({ slack }: BotConfig) {
  return slack.apiUrl === null ? createPace(Date.now, (milliseconds) => setTimeout(milliseconds)) : noPace;
}

async function watchedBacklog({ store, clock }: Ground): Promise<WatchedBacklog> {
  const { oldestAt, givenUp } = await store.backlog();
  return { oldestSeconds: oldestAt === null ? 0 : Math.max(0, (clock.now() - oldestAt) / 1000), givenUp };
}

interface Wire {
  readonly fetch: typeof fetch;
}

function gitHubOf({ github: { token, baseUrl } }: BotConfig, wire: Wire): GitHubOptions {
  return { ...wire, token, ...(baseUrl === null ? {} : { baseUrl }) };
}

/** Every dependency, asked by something that changes nothing. */
function createHealthOf(
  config: BotConfig,
  { store, flags, clock, log }: CoPilot,
  { client, wire }: { readonly client: WebClient; readonly wire: Wire },
) {
  const { apiKey, baseUrl } = config.openai;
  const probes = {
    store: () => store.ping(),
    slack: createSlackProbe(client),
    github: createGitHubProbe(gitHubOf(config, wire), config.github.repositories),
    posthog: async () => void (await flags.read('health-check')),
    model: createOpenAiProbe({ apiKey, ...(baseUrl === null ? {} : { baseUrl }) }),
  };
  return createHealth(clock, probes, log);
}

function agentsOf({ openai }: BotConfig, wire: Wire): CoPilot['agents'] {
  const { baseUrl, ...options } = openai;
  return {
    model: createOpenAiModel({ ...options, ...wire, ...(baseUrl === null ? {} : { baseUrl }) }),
    prompts: loadPrompts(new URL('../../prompts/', import.meta.url).pathname),
  };
}

function jobsOf(coPilot: CoPilot) {
  return FEATURES.flatMap((feature) => feature.jobs ?? []).map((job) => ({
    name: job.name,
    everyMs: job.everyMs,
    run: (bucketStart: number) => job.run(coPilot, bucketStart),
    // Due work is derived from the store at every run, so a missed bucket has nothing of its own to make up for.
    backfill: false,
  }));
}

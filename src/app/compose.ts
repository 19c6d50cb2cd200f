import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { createOpenAiModel } from '#adapters/openai/model.ts';
import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { createSlackPeople } from '#adapters/slack/people.ts';
import { loadPrompts } from '#agents/prompt.ts';
import { CATALOGUE, TEMPLATES } from '#app/catalogue.ts';
import type { BotConfig } from '#app/config.ts';
import { FEATURES, SUBCOMMANDS } from '#app/features.ts';
import { httpRoutes } from '#app/http.ts';
import { onceOnly, sweepInbound } from '#app/inbound.ts';
import { performersOf } from '#app/performers.ts';
import { createSlackSide } from '#app/slack.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { registerCommand } from '#features/experiment-command.ts';
import { createExecute } from '#journal/execute.ts';
import { createJobs, type Jobs } from '#journal/jobs.ts';
import { loadExperiment } from '#journal/load.ts';
import { createWorker, type Worker } from '#journal/worker.ts';
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
  const { clock, log, store } = ground;
  const slack = createSlackSide(
    config,
    httpRoutes(() => coPilot, config.github.webhookSecret, log),
  );
  const people = createSlackPeople(store, config);
  const coPilot: CoPilot = {
    clock,
    log,
    store,
    execute: createExecute({ store, log, onCommitted: ground.onCommitted }),
    load: (key) => loadExperiment(store, key),
    chat: createSlackChat({ client: slack.app.client, userOf: people.userOf, log }),
    people,
    agents: agentsOf(config),
    codeHost: createGitHubCodeHost({
      token: config.github.token,
      ...(config.github.baseUrl === null ? {} : { baseUrl: config.github.baseUrl }),
    }),
    flags: createPostHogFlags(config.posthog),
    metrics: createPostHogMetrics(config.posthog),
    choices: {
      catalogue: CATALOGUE,
      templates: TEMPLATES,
      surfaces: config.surfaces,
      repositories: config.github.repositories,
    },
  };
  onceOnly(slack.app, ground);
  for (const feature of FEATURES) feature.register?.(slack.app, coPilot);
  registerCommand(slack.app, coPilot, SUBCOMMANDS);
  return {
    coPilot,
    worker: createWorker({ ...coPilot, performers: performersOf(coPilot, FEATURES), worker: shortId(8) }),
    jobs: createJobs({ ...coPilot, jobs: [...jobsOf(coPilot), sweepInbound(ground)] }),
    listen: slack.start,
    close: slack.stop,
  };
}

function agentsOf({ openai }: BotConfig): CoPilot['agents'] {
  const { baseUrl, ...options } = openai;
  return {
    model: createOpenAiModel({ ...options, ...(baseUrl === null ? {} : { baseUrl }) }),
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

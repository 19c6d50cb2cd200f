import { createPostHogFlags } from '#adapters/posthog/flags.ts';
import { createPostHogMetrics } from '#adapters/posthog/metrics.ts';
import { createQueryPace } from '#adapters/posthog/query-pace.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { summarize } from '#domain/summary.ts';
import { takeDueLooks } from '#features/analyse-experiment/analyse-experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { flagRecordOf } from '#features/guard-flag/check-flag.ts';
import { verifyLaunches } from '#features/launch-experiment/launch-experiment.ts';
import { createChains } from '#journal/chains.ts';
import { createExecute } from '#journal/execute.ts';
import { withAssumed } from '#sandbox/stand-ins/posthog/measures.ts';
import { type SandboxPostHog, startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { createVirtualClock, type VirtualClock } from '#sandbox/virtual-clock.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { CHOICES } from '#test/features/choices.ts';
import { untilRunning } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';
import { START } from '#test/support/example-story.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

/** No flag is changed by hand, so no person is looked for. */
const NO_PEOPLE = { pseudonymOfName: async () => null } as unknown as CoPilot['people'];
const ARM = { units: 500, metrics: {} };
/** Few units, because every flag draws its own. */
const SMALL: Scenario = {
  ...{ name: 'small', source: 'drawn', matches: /^experiment-/, surfaces: /^$/, days: 10, rollout: 0.01 },
  ...{ seed: 1, baseline: {}, multiple: 0 },
  ...withAssumed({ control: ARM, treatment: ARM }),
};

/** Many experiments over a stand-in of PostHog, and the jobs that read it: no Slack, no worker. */
export interface RunningExperiments {
  readonly posthog: SandboxPostHog;
  readonly clock: VirtualClock;
  /** Queries that PostHog was asked, with the time and what it answered. */
  queries(): readonly { readonly at: number; readonly status: number | null }[];
  load(key: string): Promise<Experiment>;
  /** Runs the job of the looks at once, as another bucket would. */
  askLooks(): Promise<void>;
  /** Lets so many quarters of an hour pass; the jobs run as they would. */
  pass(quarters: number): Promise<void>;
  close(): Promise<void>;
}

/** All are launched at the same moment, so that their watches fall due together: the worst case. */
export async function startRunning(running: number, canaries = 0, graceMs = 0): Promise<RunningExperiments> {
  const clock = createVirtualClock(START + DAY);
  const posthog = await startPostHog({ now: clock.now, scenarios: [SMALL] });
  const options = { host: posthog.url, projectId: posthog.projectId, personalApiKey: posthog.personalApiKey };
  const store = await openSqliteStore(':memory:');
  const flags = createPostHogFlags(options);
  const { log } = readableLog();
  const chains = createChains(store);
  const execute = createExecute({ store, log, chains });
  for (let index = 0; index < running + canaries; index += 1) {
    const key = `experiment-${index}`;
    const stages = untilRunning(key, { ...GATE_PLAN, flagKey: key });
    const { commits, experiment } = index < running ? stages.running : stages.launched;
    for (const commit of commits) await store.append(commit);
    await store.putSummary(summarize(experiment));
    const allocation = { control: 0.5, treatment: 0.5 };
    const flag = flagRecordOf(await flags.ensure(key, key, { active: true, rollout: 0.01, allocation }));
    // The journal knows the flag as it is here, so that it does not look changed by hand.
    const effect = experiment.delivery.flagEffect ?? '';
    await execute(key, { name: 'recordFlag', effect, flag, actor: BOT, at: clock.now() });
  }
  const needs = {
    ...{ store, log, clock, graceMs, execute, flags, people: NO_PEOPLE, choices: CHOICES },
    load: async (key: string) => (await chains.end(key)).state,
    metrics: createPostHogMetrics(options, createQueryPace(clock, 100)),
  };
  const failed = () => {};
  const askLooks = () => Reflect.apply(takeDueLooks, null, [needs]).catch(failed);
  return {
    ...{ posthog, clock, askLooks },
    queries: () => posthog.requests.filter(({ path }) => path.endsWith('/query/')),
    load: async (key) => {
      const experiment = await needs.load(key);
      if (experiment === null) throw new Error(`no experiment ${key}`);
      return experiment;
    },
    pass: async (quarters) => {
      for (let quarter = 0; quarter < quarters; quarter += 1) {
        clock.advance(15 * MINUTE);
        await verifyLaunches(needs).catch(failed);
        // A watch says nothing in words, so no model is asked.
        if (clock.now() % HOUR === 0) await askLooks();
      }
    },
    close: async () => {
      await posthog.close();
      await store.close();
    },
  };
}

import { createPrometheusTelemetry, type WatchedBacklog } from '#adapters/prometheus/telemetry.ts';
import { createPictures, type Drawing } from '#adapters/resvg/pictures.ts';
import type { Check } from '#adapters/vendor.ts';
import { withCleanDrafts } from '#agents/clean-drafts.ts';
import { createRedaction } from '#agents/redaction.ts';
import { withAnswerInTime } from '#app/acknowledge.ts';
import { agentsOf } from '#app/agents-of.ts';
import type { Anchors } from '#app/anchors.ts';
import { withAnnotations } from '#app/annotate-changes.ts';
import { createBodyRoom } from '#app/body-room.ts';
import { checkConnections } from '#app/check-connections.ts';
import { exposureProblem } from '#app/check-exposures.ts';
import { createClockWatch } from '#app/clock-watch.ts';
import type { BotConfig } from '#app/config.ts';
import { createHealth } from '#app/health.ts';
import { httpRoutes } from '#app/http.ts';
import { createInboundLoad, withWaitingCounted } from '#app/inbound-load.ts';
import { layered, layeredPerformers, layerInbound } from '#app/layers.ts';
import { createSettingsReader } from '#app/load-settings.ts';
import { withMaskedCommands, withMaskedWords } from '#app/mask-words.ts';
import { once } from '#app/once.ts';
import { withOnceOnly } from '#app/once-only.ts';
import { createOperationsSide } from '#app/operations-side.ts';
import type { Operations } from '#app/operator-routes.ts';
import { ownJobs } from '#app/own-jobs.ts';
import { ownMemory } from '#app/own-memory.ts';
import { jobsOf, withRefresh } from '#app/own-rounds.ts';
import { ownStreams } from '#app/own-streams.ts';
import { withOwnWorkspace } from '#app/own-workspace.ts';
import { performersOf } from '#app/performers.ts';
import { noAnalytics, withProductEvents } from '#app/product-events.ts';
import { quorumCheck } from '#app/quorum-check.ts';
import { webhookGround } from '#app/read-webhooks.ts';
import { registerFeatures } from '#app/register.ts';
import { createSlackSide } from '#app/slack.ts';
import { createTrace } from '#app/trace.ts';
import { connectVendors, VENDOR_SECRETS } from '#app/vendors.ts';
import { watchPictures } from '#app/watch-pictures.ts';
import { withCommandMetrics, withEffectMetrics, withJobMetrics } from '#app/with-metrics.ts';
import { type CoPilot, choicesOf } from '#features/co-pilot.ts';
import { SEES_ALL } from '#features/sight.ts';
import { createChains } from '#journal/chains.ts';
import { createExecute } from '#journal/execute.ts';
import { createJobs, type Jobs } from '#journal/jobs.ts';
import type { Elapsed } from '#journal/vitals.ts';
import { createWorker, type Worker } from '#journal/worker.ts';
import type { Store } from '#ports/store.ts';
import type { Probe } from '#ports/telemetry.ts';
import { createCurrentSettings } from '#settings/current-settings.ts';
import { createSettingsDesk } from '#settings/settings-desk.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { shortId } from '#shared/ids.ts';
import type { Logger } from '#shared/logger.ts';

/** What a bot is made of beside its configuration. */
export interface BotGround {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  /** Whether all that the bot needs has answered once; true if it is left out. */
  readonly isReady?: () => boolean;
  /** A clock that never jumps, by which jumps of the other are seen; none are if it is left out, as in simulated time. */
  readonly elapsed?: Elapsed;
  /** Keeps the heads of chains; the journal is not audited every day if it is left out. */
  readonly anchors?: Anchors;
  /** Called after every commit, so that effects need not wait for the next poll. */
  readonly onCommitted: () => void;
  /** Carries every request to a vendor; the platform's own if it is left out. */
  readonly fetch?: typeof fetch;
  /** Draws pictures; resvg, on threads of its own, if it is left out. */
  readonly drawing?: Drawing;
  /** Chance in [0, 1) for the jitter of retries; the platform's own if it is left out. */
  readonly random?: () => number;
  /** The folder of the prompts; the product's own if it is left out. */
  readonly prompts?: string;
}

/** A composed bot that is not started yet. */
export interface Bot {
  readonly coPilot: CoPilot;
  readonly worker: Worker;
  readonly jobs: Jobs;
  /** Whether the bot's own parts do their work, by name; each throws if it does not. */
  readonly vitals: Readonly<Record<string, Probe>>;
  /** How Slack reaches the bot. */
  readonly mode: 'http' | 'socket';
  /** Reads the settings if no file has them. Throws if the store does not tell them. */
  readonly begin: () => Promise<void>;
  /** What a start looks at outside, by the settings in force. */
  readonly checks: () => readonly Check[];
  /** Starts listening to operators and to Slack; returns the port of the HTTP side. */
  readonly listen: () => Promise<number | null>;
  /** The port for operators; null before `listen`. */
  readonly operationsPort: () => number | null;
  readonly close: () => Promise<void>;
}

/** Puts everything together: the only place that knows every adapter. */
export function compose(config: BotConfig, ground: BotGround): Bot {
  const { clock, store, random = Math.random } = ground;
  const trace = createTrace(ground.log);
  const { log } = trace;
  const telemetry = createPrometheusTelemetry(() => watchedBacklog(ground));
  const meter = { telemetry, clock };
  const send = ground.fetch === undefined ? {} : { fetch: ground.fetch };
  const vendors = connectVendors(config, {
    ...{ clock, log, store, ...send },
    roles: () => settings.inForce().settings.roles,
    repositories: () => settings.inForce().settings.repositories,
  });
  const { model, embeddings, analytics, annotations, ...ports } = vendors.ports;
  const redaction = createRedaction(VENDOR_SECRETS);
  const people = withMaskedWords(ports.people);
  const drawn = watchPictures(ground.drawing ?? createPictures(), ports.chat, log);
  const settings = createCurrentSettings({
    ...{ store, clock, log, people: () => ports.people },
    first: config.settings,
    file: config.settingsFile ?? 'start',
    read: config.settingsFile === null ? null : createSettingsReader(config.settingsFile),
  });
  const checks = () => [...vendors.checks(), quorumCheck(() => settings.inForce().settings.roles)];
  const problem = exposureProblem(ports);
  if (problem !== null) throw ownFault('config.exposures-not-counted', problem);
  let listening = false;
  const vitals = once(() => ({
    store: () => store.ping(),
    worker: worker.probe,
    jobs: jobs.probe,
    ...(ground.elapsed === undefined ? {} : { clock: createClockWatch(clock, ground.elapsed) }),
  }));
  const operations = (): Operations => ({
    health: createHealth(
      clock,
      {
        ...vitals(),
        ...{ settings: settings.probe, pictures: drawn.probe },
        ...vendors.probes,
        ...slack.probes,
      },
      log,
    ),
    metrics: telemetry.render,
    ready: () => listening && slack.isReachable() && (ground.isReady?.() ?? true),
  });
  const room = createBodyRoom();
  const slack = createSlackSide(
    config,
    httpRoutes(() => coPilot, log, room),
    { log, room, coPilot: () => coPilot, ...(ground.fetch === undefined ? {} : { send: ground.fetch }) },
  );
  const operators = createOperationsSide(config.operations, log, once(operations));
  const onCommitted = () => trace.apart(ground.onCommitted);
  const chains = createChains(store);
  const load: CoPilot['load'] = async (key) => (await chains.end(key)).state;
  const coPilot: CoPilot = {
    ...ports,
    ...{ chat: drawn.chat, pictures: drawn.pictures, people },
    codeHost: withCleanDrafts(ports.codeHost, redaction),
    ...{
      clock,
      log,
      store,
      memory: ownMemory({ store, load, clock, log }, ports.chat, { embeddings, redaction }),
    },
    execute: layered(createExecute({ store, log, chains, onCommitted }), [
      withMaskedCommands(people),
      withProductEvents(analytics ?? noAnalytics),
      withAnnotations(annotations),
      withCommandMetrics(meter),
      trace.withCommitLines,
    ]),
    ...{ load, loadUnseen: load },
    watch: telemetry,
    sight: SEES_ALL,
    settings: createSettingsDesk({
      ...{ store, clock, people: () => ports.people, current: settings },
      file: config.settings === null ? null : (config.settingsFile ?? 'start'),
    }),
    connections: async () => checkConnections(checks()),
    agents: agentsOf(config, { model, redaction }, ground.prompts),
    get choices() {
      return choicesOf(settings.inForce());
    },
    get retentionDays() {
      return settings.inForce().settings.retentionDays;
    },
    graceMs: config.graceMinutes * MINUTE,
    ...webhookGround(config.webhooks),
  };
  const waiting = createInboundLoad();
  layerInbound(slack.app, [
    withWaitingCounted(waiting),
    withAnswerInTime(log),
    trace.withDeliveryId,
    withOwnWorkspace({ identity: slack.identity, telemetry, clock, log }),
    withOnceOnly({ store, clock, telemetry }),
  ]);
  registerFeatures(slack.app, coPilot);
  const worker = createWorker({
    ...coPilot,
    ...{ random, vendorOf: vendors.vendorOf },
    performers: layeredPerformers(performersOf(coPilot), [trace.withEffectLines, withEffectMetrics(meter)]),
    streams: ownStreams(coPilot, config.desk),
    worker: shortId(8),
    quiet: waiting.quiet,
  });
  const own = ownJobs(coPilot, ground.anchors, () => settings.inForce().settings.roles);
  const jobs = withRefresh(
    settings,
    createJobs({
      ...coPilot,
      jobs: [...jobsOf(coPilot), ...own].map(withJobMetrics(meter)),
    }),
  );
  return {
    ...{ begin: settings.begin, checks },
    ...{ coPilot, mode: config.slack.appToken === null ? 'http' : 'socket' },
    operationsPort: operators.port,
    ...{ worker, jobs, vitals: vitals() },
    listen: async () => {
      // Not waited for: until the journal is read, what the file said at the start is in force.
      void settings.refresh();
      await operators.start();
      // Deliveries wait for it; if Slack does not answer now, the next of them asks again.
      void slack.identity().catch(() => {});
      const port = await slack.start();
      listening = true;
      return port;
    },
    close: async () => {
      listening = false;
      // Its events are sent one by one, so there is nothing to wait for before.
      await Promise.all([slack.stop(), operators.stop(), analytics?.close(), annotations?.close()]);
    },
  };
}

async function watchedBacklog({ store, clock }: BotGround): Promise<WatchedBacklog> {
  const { oldestAt, givenUp } = await store.backlog();
  return { oldestSeconds: oldestAt === null ? 0 : Math.max(0, (clock.now() - oldestAt) / 1000), givenUp };
}

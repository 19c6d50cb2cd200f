import { createPrometheusTelemetry, type WatchedBacklog } from '#adapters/prometheus/telemetry.ts';
import { createPictures } from '#adapters/resvg/pictures.ts';
import { withCleanDrafts } from '#agents/clean-drafts.ts';
import { createRedaction } from '#agents/redaction.ts';
import { withAnswerInTime } from '#app/acknowledge.ts';
import { agentsOf } from '#app/agents-of.ts';
import { withAnnotations } from '#app/annotate-changes.ts';
import { createBodyRoom } from '#app/body-room.ts';
import type { Bot, BotGround } from '#app/bot.ts';
import { checkConnections } from '#app/check-connections.ts';
import { exposureProblem } from '#app/check-exposures.ts';
import { createClockWatch } from '#app/clock-watch.ts';
import type { BotConfig } from '#app/config.ts';
import { createFlagServer } from '#app/flag-server/flag-server.ts';
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
import { observationsOf } from '#app/own-observations.ts';
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
import { type CoPilot, choicesOf, withConfigurable } from '#features/co-pilot.ts';
import { SEES_ALL } from '#features/sight.ts';
import { createChains } from '#journal/chains.ts';
import { createExecute } from '#journal/execute.ts';
import { createJobs } from '#journal/jobs.ts';
import { createWorker } from '#journal/worker.ts';
import { createCurrentSettings } from '#settings/current-settings.ts';
import { createSettingsDesk } from '#settings/settings-desk.ts';
import { MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { shortId } from '#shared/ids.ts';

/** Puts everything together: the only place that knows every adapter. */
export function compose(config: BotConfig, ground: BotGround): Bot {
  const { clock, store, random = Math.random } = ground;
  const trace = createTrace(ground.log);
  const { log } = trace;
  const telemetry = createPrometheusTelemetry(() => watchedBacklog(ground));
  const meter = { telemetry, clock };
  const send = ground.fetch === undefined ? {} : { fetch: ground.fetch };
  const flagServer = createFlagServer(config['own-flags'], { store, log });
  const vendors = connectVendors(config, {
    ...{ clock, log, store: flagServer.store, ...send },
    roles: () => settings.inForce().settings.roles,
    repositories: () => settings.inForce().settings.repositories,
    warehouse: () => settings.inForce().settings.warehouse,
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
    ...(ground.events ? { observations: ground.events.store.ping } : {}),
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
    observations: observationsOf(ground.events, ground),
    watch: telemetry,
    sight: SEES_ALL,
    settings: createSettingsDesk({
      ...{ store, clock, people: () => ports.people, current: settings },
      file:
        config.settings === null || config.settingsMayChange === true
          ? null
          : (config.settingsFile ?? 'start'),
    }),
    connections: async () => checkConnections(checks()),
    agents: agentsOf(
      config,
      {
        ...{ model, redaction },
        trials: { repository: config.ownRepository, flags: flagServer.launched, loadUnseen: load, log },
      },
      ground.prompts,
    ),
    get choices() {
      return withConfigurable(choicesOf(settings.inForce()), ports.flags);
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
    ...{ operationsPort: operators.port, flagsPort: flagServer.port },
    ...{ worker, jobs, vitals: vitals() },
    listen: async () => {
      // Not waited for: until the journal is read, what the file said at the start is in force.
      void settings.refresh();
      await Promise.all([operators.start(), flagServer.start()]);
      // Deliveries wait for it; if Slack does not answer now, the next of them asks again.
      void slack.identity().catch(() => {});
      const port = await slack.start();
      listening = true;
      return port;
    },
    close: async () => {
      listening = false;
      // Its events are sent one by one, so there is nothing to wait for before.
      const stopped = [slack.stop(), operators.stop(), flagServer.stop()];
      await Promise.all([...stopped, analytics?.close(), annotations?.close()]);
      await ground.events?.store.close();
    },
  };
}

async function watchedBacklog({ store, clock }: BotGround): Promise<WatchedBacklog> {
  const { oldestAt, givenUp } = await store.backlog();
  return { oldestSeconds: oldestAt === null ? 0 : Math.max(0, (clock.now() - oldestAt) / 1000), givenUp };
}

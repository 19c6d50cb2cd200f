import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '#ports/telemetry.ts';

/** Telemetry with its text for Prometheus. */
export interface PrometheusTelemetry extends Telemetry {
  /** The present figures in Prometheus' text format. */
  render(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** What lies undelivered: how long ago the oldest of it was written, 0 when there is none, and what was given up. */
export interface WatchedBacklog {
  readonly oldestSeconds: number;
  readonly givenUp: number;
}

let ofProcess: Registry | null = null;

/** The figures of the process itself, observed once: each observer lasts as long as the process, with all it holds. */
function processFigures(): Registry {
  if (ofProcess !== null) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

/** Seconds: a message is posted within a tenth, a model may take minutes. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

/**
 * Prometheus figures in a registry of their own, so that several bots in one process do not mix; those of the process
 * stand beside them.
 * `backlog` is asked at every scrape; if it throws, its figures are left out.
 */
export function createPrometheusTelemetry(backlog: () => Promise<WatchedBacklog>): PrometheusTelemetry {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const timer = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS, registers });
  const commands = counter('copilot_commands_total', 'Commands by outcome.', ['command', 'outcome']);
  const deliveries = counter('copilot_inbound_deliveries_total', 'Deliveries of the chat service.', [
    'outcome',
  ]);
  const answers = counter('copilot_answers_total', 'Answers to questions of people.', ['outcome']);
  const ratings = counter('copilot_answer_ratings_total', 'What people say of answers.', ['verdict']);
  const effects = timer('copilot_effect_seconds', 'Attempts at effects.', ['kind', 'outcome']);
  const jobs = timer('copilot_job_seconds', 'Runs of jobs.', ['job', 'outcome']);
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const oldest = gauge('copilot_oldest_due_effect_seconds', 'Age of the oldest commit whose effects wait.');
  const failed = gauge('copilot_failed_commits', 'Commits with a failed effect.');
  const watch = async () => {
    try {
      const found = await backlog();
      oldest.set(found.oldestSeconds);
      failed.set(found.givenUp);
    } catch {
      // Left out rather than told wrong: the figures beside them are wanted most while the store is down.
      oldest.remove();
      failed.remove();
    }
  };
  return {
    command: (command, outcome) => commands.inc({ command, outcome }),
    effect: (kind, outcome, seconds) => effects.observe({ kind, outcome }, seconds),
    job: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
    answered: (outcome) => answers.inc({ outcome }),
    rated: (verdict) => ratings.inc({ verdict }),
    delivery: (outcome) => deliveries.inc({ outcome }),
    render: async () => {
      await watch();
      const all = Registry.merge([registry, processFigures()]);
      return { contentType: all.contentType, body: await all.metrics() };
    },
  };
}

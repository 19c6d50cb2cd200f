import type { PerformerLayer } from '#app/layers.ts';
import type { Job } from '#journal/jobs.ts';
import type { Execute } from '#journal/perform.ts';
import type { Telemetry } from '#ports/telemetry.ts';
import type { Clock } from '#shared/clock.ts';

interface Meter {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

/** Times work, and tells how it ended; what it throws goes on. */
async function timed<Value>(
  { clock }: Meter,
  tell: (outcome: 'done' | 'failed', seconds: number) => void,
  work: () => Promise<Value>,
): Promise<Value> {
  const start = clock.now();
  const end = (outcome: 'done' | 'failed') => tell(outcome, (clock.now() - start) / 1000);
  try {
    const value = await work();
    end('done');
    return value;
  } catch (thrown) {
    end('failed');
    throw thrown;
  }
}

/** Counts every command by what came of it. */
export function withCommandMetrics({ telemetry }: Pick<Meter, 'telemetry'>): (execute: Execute) => Execute {
  return (execute) => async (key, command) => {
    const result = await execute(key, command);
    telemetry.command(command.name, result.kind === 'ok' ? 'committed' : result.problem.code);
    return result;
  };
}

/** Times every attempt at an effect. */
export function withEffectMetrics(meter: Meter): PerformerLayer {
  return (kind, perform) => (performance) =>
    timed(
      meter,
      (outcome, seconds) => meter.telemetry.effect(kind, outcome, seconds),
      () => perform(performance),
    );
}

/** Times every run of a job. */
export function withJobMetrics(meter: Meter): (job: Job) => Job {
  return (job) => ({
    ...job,
    run: (bucketStart) =>
      timed(
        meter,
        (outcome, seconds) => meter.telemetry.job(job.name, outcome, seconds),
        () => job.run(bucketStart),
      ),
  });
}

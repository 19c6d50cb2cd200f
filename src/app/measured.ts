import type { Performed } from '#app/trace.ts';
import type { Effect } from '#domain/effect.ts';
import type { Job } from '#journal/jobs.ts';
import type { Execute, Performance, Performer, Performers } from '#journal/perform.ts';
import type { Telemetry } from '#ports/telemetry.ts';
import type { Clock } from '#shared/clock.ts';

interface Meter {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

interface EffectMeter extends Meter {
  /** Told of every effect that was performed. */
  readonly performed: (done: Performed) => void;
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

/** Execute, with every command counted by what came of it. */
export function measuredExecute({ telemetry }: Meter, execute: Execute): Execute {
  return async (key, command) => {
    const result = await execute(key, command);
    telemetry.command(command.name, result.kind === 'ok' ? 'committed' : result.problem.code);
    return result;
  };
}

function measured<Kind extends Effect['kind']>(
  meter: EffectMeter,
  kind: Kind,
  perform: Performer<Kind>,
): Performer<Kind> {
  return async (performance: Performance<Kind>) => {
    await timed(
      meter,
      (outcome, seconds) => meter.telemetry.effect(kind, outcome, seconds),
      () => perform(performance),
    );
    const { key, commit, attempts } = performance;
    meter.performed({ key, commit, attempts, kind });
  };
}

/** Performers, with every attempt timed. */
export function measuredPerformers(meter: EffectMeter, performers: Performers): Performers {
  return {
    post: measured(meter, 'post', performers.post),
    card: measured(meter, 'card', performers.card),
    stamp: measured(meter, 'stamp', performers.stamp),
    design: measured(meter, 'design', performers.design),
    implement: measured(meter, 'implement', performers.implement),
    'clean-up': measured(meter, 'clean-up', performers['clean-up']),
    flag: measured(meter, 'flag', performers.flag),
    redeliver: measured(meter, 'redeliver', performers.redeliver),
  };
}

/** A job, with every run timed. */
export function measuredJob(meter: Meter, job: Job): Job {
  return {
    ...job,
    run: (bucketStart) =>
      timed(
        meter,
        (outcome, seconds) => meter.telemetry.job(job.name, outcome, seconds),
        () => job.run(bucketStart),
      ),
  };
}

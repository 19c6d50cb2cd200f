import type { Probe } from '#ports/telemetry.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { type Logger, silentLogger } from '#shared/logger.ts';

/** A dependency that takes longer than this to answer counts as unreachable. */
const PROBE_LIMIT = 3_000;
/** A probe of a vendor is not repeated within this time, however often health is asked for: vendors count requests. */
const VENDOR_KEPT = MINUTE;
/** The same for the store, which costs nothing and decides whether the bot is down. */
const STORE_KEPT = MINUTE / 4;
const STORE = 'store';

/** How one dependency answered. */
export interface DependencyHealth {
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly code: string | null;
}

/** `down` only if the store is: without a vendor the bot waits and loses nothing. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly dependencies: Readonly<Record<string, DependencyHealth>>;
}

async function ask(
  { probe, name }: { readonly probe: Probe; readonly name: string },
  clock: Clock,
  log: Logger,
): Promise<DependencyHealth> {
  const start = clock.now();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), PROBE_LIMIT);
  });
  const answer = probe().then(
    () => null,
    (thrown: unknown) => {
      const fault = toAppError(thrown);
      log.warn('a dependency is not well', {
        dependency: name,
        ...faultFields(fault),
        advice: fault.message,
      });
      return fault.code;
    },
  );
  const code = await Promise.race([answer, limit]);
  clearTimeout(timer);
  return { ok: code === null, latencyMs: clock.now() - start, code };
}

/**
 * Asks every dependency at once; an answer is kept for a while (15 s for the store, a minute for a vendor), so that health
 * checks burden no vendor. The report names codes alone, because every client may read it; what to do about them is told to
 * the log.
 */
export function createHealth(
  clock: Clock,
  probes: Readonly<Record<string, Probe>>,
  log: Logger = silentLogger,
): () => Promise<HealthReport> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<DependencyHealth> }>();
  const answerOf = (name: string, probe: Probe): Promise<DependencyHealth> => {
    const last = kept.get(name);
    const limit = name === STORE ? STORE_KEPT : VENDOR_KEPT;
    if (last !== undefined && clock.now() - last.at < limit) return last.answer;
    const answer = ask({ probe, name }, clock, log);
    kept.set(name, { at: clock.now(), answer });
    return answer;
  };
  return async () => {
    const asked = Object.entries(probes).map(
      async ([name, probe]) => [name, await answerOf(name, probe)] as const,
    );
    const answers = await Promise.all(asked);
    const dependencies: HealthReport['dependencies'] = Object.fromEntries(answers);
    const isWell = answers.every(([, { ok }]) => ok);
    const status = dependencies[STORE]?.ok === false ? 'down' : isWell ? 'ok' : 'degraded';
    return { status, dependencies };
  };
}

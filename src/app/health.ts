import { sentenceOf } from '#app/check-connections.ts';
import type { Probe } from '#ports/telemetry.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { type Logger, silentLogger } from '#shared/logger.ts';

/** A dependency that takes longer than this to answer counts as unreachable. */
const PROBE_LIMIT = 3_000;
/** A probe of a vendor is not repeated within this time, however often health is asked for: vendors count requests. */
const VENDOR_KEPT = MINUTE;
/** The same for the bot's own parts, which cost nothing and decide whether it is down. */
const OWN_KEPT = MINUTE / 4;
const STORE = 'store';
/** Without these the bot does nothing. */
const VITAL: readonly string[] = [STORE, 'worker'];
/** What the bot says of these is its own words and holds no data, so every client may read it. */
const OWN: readonly string[] = [...VITAL, 'jobs', 'clock', 'observations'];

/** How one dependency answered. */
export interface DependencyHealth {
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly code: string | null;
  /** What is wrong and what to do, in sentences; null if nothing is, or if only the log may say it. */
  readonly advice: string | null;
}

/** `down` only if the store or the worker is: without a vendor the bot waits and loses nothing. */
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
  const limit = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve({ code: 'timeout', advice: SLOW }), PROBE_LIMIT);
  });
  const answer = probe().then(
    () => WELL,
    (thrown: unknown): Finding => {
      const fault = toAppError(thrown);
      log.warn('a dependency is not well', {
        dependency: name,
        ...faultFields(fault),
        advice: fault.message,
      });
      const isOpen = OWN.includes(name) && fault.kind !== 'bug';
      return { code: fault.code, advice: isOpen ? sentenceOf(fault.message) : null };
    },
  );
  const { code, advice } = await Promise.race([answer, limit]);
  clearTimeout(timer);
  return { ok: code === null, latencyMs: clock.now() - start, code, advice };
}

type Finding = Pick<DependencyHealth, 'code' | 'advice'>;

const WELL: Finding = { code: null, advice: null };
const SLOW = 'It gave no answer within three seconds. The log says more as soon as it does.';

/**
 * Asks every dependency at once; an answer is kept for a while (15 s for the bot's own parts, a minute for a vendor), so that
 * health checks burden no vendor. Of vendors the report names codes alone, because every client may read it; what to do about
 * them is told to the log.
 */
export function createHealth(
  clock: Clock,
  probes: Readonly<Record<string, Probe>>,
  log: Logger = silentLogger,
): () => Promise<HealthReport> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<DependencyHealth> }>();
  const answerOf = (name: string, probe: Probe): Promise<DependencyHealth> => {
    const last = kept.get(name);
    const limit = OWN.includes(name) ? OWN_KEPT : VENDOR_KEPT;
    const age = last === undefined ? limit : clock.now() - last.at;
    // A clock that went back would keep an answer for as long.
    if (last !== undefined && age >= 0 && age < limit) return last.answer;
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
    const isDown = VITAL.some((name) => dependencies[name]?.ok === false);
    const status = isDown ? 'down' : isWell ? 'ok' : 'degraded';
    return { status, dependencies };
  };
}

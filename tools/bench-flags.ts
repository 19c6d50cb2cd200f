/**
 * `npm run bench:flags -- [--evaluations 5000] [--requests 500] [--rounds 41]`: how many flags are evaluated in a second, and how long one takes. In one
 * process, beside GrowthBook's and flagd's evaluators with the same experiments; over HTTP, beside Hono alone that answers the same bytes. The
 * contenders take short turns, and each ratio is the median over the rounds, so that other work on the machine meets both. Exit code 1: slower
 * than promised; 2: the arguments cannot be used.
 */
import { median, percentile } from './bench-load/figures.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { experimentKeys } from './flags/flag-population.ts';
import { type Loaded, openLoad } from './flags/load.ts';
import { type Contender, localContenders } from './flags/local-contenders.ts';
import { withFlagServer } from './flags/with-flag-server.ts';
import { spawnServer } from './spawn-server.ts';

const USAGE = 'usage: npm run bench:flags -- [--evaluations <1..>] [--requests <1..>] [--rounds <1..>]';
const EXPERIMENTS = 100;
const CONNECTIONS = 16;
/** At least so fast as the fastest other evaluator, and so fast as Hono alone. */
const PROMISED = { local: 1, http: 0.7 };

const OPTIONS = {
  evaluations: { type: 'string', default: '5000' },
  requests: { type: 'string', default: '500' },
  rounds: { type: 'string', default: '41' },
} as const;

async function main(): Promise<number> {
  const given = readArguments({ options: OPTIONS });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values } = given.value;
  const [evaluations, requests, rounds] = [values.evaluations, values.requests, values.rounds].map(
    wholeNumber,
  );
  if (!evaluations || !requests || !rounds)
    return refuseArguments('These must be whole numbers of at least 1.', USAGE);
  const local = measureLocally(evaluations, rounds);
  const http = await measureHttp(requests, rounds);
  const isKept = local >= PROMISED.local && http >= PROMISED.http;
  say(
    `bench:flags ${isKept ? 'kept' : 'broken'}: locally ${local.toFixed(2)} × the fastest other (promised ${PROMISED.local}), over HTTP ${http.toFixed(2)} × Hono alone (promised ${PROMISED.http})`,
  );
  return isKept ? 0 : 1;
}

/** The ratio to the fastest other evaluator. */
function measureLocally(evaluations: number, rounds: number): number {
  const keys = experimentKeys(EXPERIMENTS, 1);
  const units = Array.from({ length: evaluations }, (_, index) => `user-${index}`);
  const contenders = localContenders(keys);
  const results = contenders.map((): Loaded[] => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, contender] of contenders.entries()) {
      const measured = evaluateAll(contender, keys, units);
      if (round > 0) results[at]?.push(measured);
    }
  for (const [at, { name }] of contenders.entries()) say(`locally, ${name}: ${wordsOf(results[at] ?? [])}`);
  const [own = [], ...others] = results;
  return median(
    own.map(
      ({ perSecond }, round) => perSecond / Math.max(...others.map((other) => other[round]?.perSecond ?? 0)),
    ),
  );
}

function evaluateAll(
  { name, evaluate }: Contender,
  keys: readonly string[],
  units: readonly string[],
): Loaded {
  let treated = 0;
  const ask = (unit: string, at: number) => {
    if (evaluate(keys[at % keys.length] ?? '', unit) === 'treatment') treated += 1;
  };
  const start = performance.now();
  for (const [at, unit] of units.entries()) ask(unit, at);
  const seconds = (performance.now() - start) / 1_000;
  // What is not right is not fast.
  if (Math.abs(treated / units.length - 0.5) > 5 / Math.sqrt(units.length))
    throw new Error(`${name} gave the treatment to ${treated} of ${units.length} units`);
  const times = units.map((unit, at) => {
    const before = performance.now();
    ask(unit, at);
    return performance.now() - before;
  });
  return { perSecond: units.length / seconds, p50: median(times), p99: percentile(times, 0.99) };
}

/** The ratio to Hono alone. */
function measureHttp(requests: number, rounds: number): Promise<number> {
  const keys = experimentKeys(EXPERIMENTS, 1);
  return withFlagServer(keys, async (origin, key) => {
    const [first = ''] = keys;
    const path = `/ofrep/v1/evaluate/flags/${first}`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const bodyOf = (request: number) =>
      JSON.stringify({ context: { targetingKey: `user-${request}`, plan: 'pro', country: 'NL' } });
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: bodyOf(0) });
    const bare = await spawnServer(process.execPath, ['tools/flags/serve-bare.ts', await answer.text()]);
    const target = { path, headers, connections: CONNECTIONS };
    const contenders = [origin, bare.origin].map((at) => openLoad({ origin: at, ...target }, bodyOf));
    const results = contenders.map((): Loaded[] => []);
    try {
      for (let round = 0; round <= rounds; round += 1)
        for (const [at, load] of contenders.entries()) {
          const measured = await load.run(requests);
          if (round > 0) results[at]?.push(measured);
        }
    } finally {
      await Promise.all(contenders.map(({ close }) => close()));
      await bare.stop();
    }
    const [own = [], alone = []] = results;
    say(`over HTTP, the flag server: ${wordsOf(own)}`);
    say(`over HTTP, Hono alone: ${wordsOf(alone)}`);
    return median(own.map(({ perSecond }, round) => perSecond / (alone[round]?.perSecond ?? Number.NaN)));
  });
}

function wordsOf(all: readonly Loaded[]): string {
  const of = (field: keyof Loaded) => median(all.map((one) => one[field]));
  return `${Math.round(of('perSecond')).toLocaleString('en')} a second, p50 ${(of('p50') * 1_000).toFixed(1)} µs, p99 ${(of('p99') * 1_000).toFixed(1)} µs`;
}

process.exitCode = await main();

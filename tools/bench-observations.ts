/**
 * `npm run bench:observations [-- --rows 10000000 --engines sqlite,clickhouse]`: records so many observations of a fifth as many units, as the
 * API takes them, and asks for one look, in each engine; before and after it, a tenth of it. Says time, memory and growth. Exit code 1: ten times as much took
 * more than eleven times as long; 2: the arguments cannot be used.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measure, type Spent } from './bench-observations/measure.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { findChdb, NO_CHDB, startClickHouse } from './metrics-cases/warehouses/clickhouse-server.ts';

const USAGE = 'usage: npm run bench:observations [-- --rows <number> --engines sqlite,clickhouse]';
const MOST_GROWTH = 11;
/** Looks at the smaller size, each time: one of a few seconds differs by a tenth from the next. */
const SMALLER_LOOKS = 3;
const ENGINES = ['sqlite', 'clickhouse'] as const;
type Engine = (typeof ENGINES)[number];

async function main(): Promise<number> {
  const given = readArguments({
    options: {
      rows: { type: 'string', default: '10000000' },
      engines: { type: 'string', default: ENGINES.join(',') },
      one: { type: 'string' },
      looks: { type: 'string', default: '1' },
    },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { rows: asked, engines: names, one } = given.value.values;
  const [rows, looks] = [wholeNumber(asked), wholeNumber(given.value.values.looks)];
  const engines = ENGINES.filter((name) => (one ?? names).split(',').includes(name));
  // A tenth of it is recorded as well, in whole fifties.
  const least = one === undefined ? 10_000 : 1_000;
  if (rows === null || rows < least || rows % (least / 20) !== 0)
    return refuseArguments(`--rows must be a whole number from ${least}, in steps of ${least / 20}.`, USAGE);
  if (engines.length === 0) return refuseArguments('Name an engine.', USAGE);
  if (looks === null || looks < 1) return refuseArguments('--looks must be a whole number above 0.', USAGE);
  let isWithin = true;
  for (const engine of engines) {
    if (engine === 'clickhouse' && findChdb() === null) say(`${engine}: ${NO_CHDB}`);
    else if (one !== undefined) await measureOne(engine, rows, looks);
    else isWithin = (await compare(engine, rows)) && isWithin;
  }
  return isWithin ? 0 : 1;
}

/**
 * A size ten times smaller, the size itself, and the smaller one again, because what else the machine does changes meanwhile. Each in a
 * process of its own, so that each has memory of its own.
 */
async function compare(engine: Engine, rows: number): Promise<boolean> {
  const measured = async (size: number, looks: number) => {
    const one = await apart(engine, size, looks);
    tell(engine, one);
    return one;
  };
  const before = await measured(rows / 10, SMALLER_LOOKS);
  const large = await measured(rows, 1);
  const after = await measured(rows / 10, SMALLER_LOOKS);
  const growth = {
    ingest: large.ingest.cpu / ((before.ingest.cpu + after.ingest.cpu) / 2),
    look: large.look.cpu / ((before.look.cpu + after.look.cpu) / 2),
  };
  const isWithin = growth.ingest <= MOST_GROWTH && growth.look <= MOST_GROWTH;
  say(
    `${engine}: ten times as much takes ${growth.ingest.toFixed(1)} × to record and ${growth.look.toFixed(1)} × to look at (at most ${MOST_GROWTH}): ${isWithin ? 'met' : 'NOT MET'}`,
  );
  return isWithin;
}

function tell(engine: Engine, of: Measured): void {
  const { observations, rows, units, ingest, look, mostMegabytes, stillMs } = of;
  const took = ({ seconds, cpu }: Spent) => `${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of processors)`;
  say(
    `${engine}: ${observations} observations, ${units} units, ${rows} rows: recorded in ${took(ingest)}, ${Math.round(rows / ingest.seconds)} a second, event loop still for ${Math.round(stillMs)} ms at most; one look ${took(look)}; at most ${Math.round(mostMegabytes)} MB`,
  );
}

async function apart(engine: Engine, rows: number, looks: number): Promise<Measured> {
  const options = ['--one', engine, '--rows', String(rows), '--looks', String(looks)];
  const child = fork(import.meta.filename, options, { execArgv: [] });
  const answer = once(child, 'message').then(([message]) => message as Measured);
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`the measurement ended with ${code}`);
  });
  ended.catch(() => {});
  return Promise.race([answer, ended]);
}

async function measureOne(engine: Engine, rows: number, looks: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-observations-'));
  const path = join(folder, 'observations.sqlite');
  const server = engine === 'clickhouse' ? await startClickHouse(findChdb() ?? '') : null;
  try {
    const measured = await measure(
      server === null ? `sqlite:${path}` : `clickhouse+${server.url}`,
      rows,
      looks,
    );
    // By hand there is no process that waits for it.
    if (process.send === undefined) tell(engine, measured);
    else process.send(measured);
    if (server === null) say(`sqlite: the file has ${Math.round(statSync(path).size / 1_000_000)} MB`);
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();

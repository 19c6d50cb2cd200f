import { DAY, HOUR } from '#shared/clock.ts';

/** Observations of one unit. */
export const PER_UNIT = 5;
/** Days over which units come. */
const DAYS = 14;
export const BENCH_FLAG = 'answer-prompt';
export const BENCH_VARIANTS = ['control', 'treatment'];

/** What a made-up application sends: a batch of one address of the API. */
export interface MadeBatch {
  readonly path: 'exposures' | 'observations';
  readonly body: Buffer;
  readonly rows: number;
}

/** How much is made, and when the last of it is sent. */
export interface MadeWorld {
  readonly observations: number;
  readonly now: number;
}

/** Rows in the order in which they come, in full batches; as many exposures as units. Each unit is observed for a while after its exposure. */
export function* madeBatches({ observations, now }: MadeWorld): Generator<MadeBatch> {
  const units = observations / PER_UNIT;
  const lag = Math.max(1, Math.floor(units / 50));
  const begin = now - DAYS * DAY - HOUR;
  const sentAt = new Date(now).toISOString();
  let exposures: object[] = [];
  let rows: object[] = [];
  const batch = (path: MadeBatch['path'], held: readonly object[]): MadeBatch => ({
    ...{ path, rows: held.length, body: Buffer.from(JSON.stringify({ sentAt, [path]: held })) },
  });
  for (let tick = 0; tick < units; tick += 1) {
    const at = begin + Math.floor((tick / units) * DAYS * DAY);
    const variant = BENCH_VARIANTS[unitNoise(tick) % 2];
    exposures.push({ id: idOf(at, tick, 0), unit: `run ${tick}`, flag: BENCH_FLAG, variant, at: iso(at) });
    for (let kind = 1; kind <= PER_UNIT; kind += 1) {
      const unit = tick >= kind * lag ? tick - kind * lag : tick;
      rows.push({
        id: idOf(at + kind, tick, kind),
        unit: `run ${unit}`,
        at: iso(at + kind),
        ...observed(unit, kind),
      });
    }
    if (exposures.length >= 1_000) {
      yield batch('exposures', exposures);
      exposures = [];
    }
    if (rows.length >= 1_000) {
      yield batch('observations', rows);
      rows = [];
    }
  }
  if (exposures.length > 0) yield batch('exposures', exposures);
  if (rows.length > 0) yield batch('observations', rows);
}

/** What is observed: an answer with its latency, cost and success; two calls of tools; the end; stars. */
function observed(unit: number, kind: number): object {
  const noise = unitNoise(unit * 7 + kind);
  if (kind === 1) {
    const properties = { dollars: (noise % 997) / 10_000, correct: noise % 3 > 0, model: 'small' };
    return { name: 'answered', value: 0.4 + (noise % 4_096) / 512, properties };
  }
  if (kind === PER_UNIT) return { name: 'rated', value: 1 + (noise % 5) };
  return kind === 4 ? { name: 'run_completed' } : { name: 'tool_called', value: (noise % 800) / 100 };
}

/** Chance that the same number always has (a finaliser of MurmurHash3). */
function unitNoise(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A UUID of version 7 of this moment. */
function idOf(at: number, tick: number, kind: number): string {
  const time = at.toString(16).padStart(12, '0');
  const noise = unitNoise(tick * 8 + kind)
    .toString(16)
    .padStart(8, '0');
  const number = (tick * 8 + kind).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3)}-8${noise.slice(3, 6)}-${number}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_FILE, settingsIn } from '#sandbox/example-settings.ts';
import type { Settings } from '#settings/settings.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { createChance } from './chance.ts';

/** Those who may hold the approver role in a schedule. */
const IDS = { priya: 'U00000PRIYA', sam: 'U0000000SAM', ada: 'U0000000ADA' } as const;
export type Candidate = keyof typeof IDS;
export const CANDIDATES: readonly Candidate[] = ['priya', 'sam', 'ada'];

/** Who holds it at the beginning, as the settings of the sandbox say. */
const AT_FIRST: readonly Candidate[] = ['priya', 'sam'];
const SETS: readonly (readonly Candidate[])[] = [
  ['priya'],
  ['sam'],
  ['ada'],
  ['priya', 'ada'],
  ['sam', 'ada'],
  AT_FIRST,
];

/** In one of so many schedules the roles change; so many deeds lie between two changes there, on average. */
const ONE_IN = 2;
const DEEDS_BETWEEN = 15;

/** Who holds the role from a moment on. */
export interface RoleTable {
  readonly holders: readonly Candidate[];
  /** When the settings file said so, on the virtual clock. */
  readonly from: number;
  /** When every process that then ran acted by it, so that nothing begun later may go by an earlier one; null before. */
  knownFrom: number | null;
}

/** The approver role of one schedule: who holds it, and every change of that. */
export interface Roles {
  /** The settings file, which every process reads again and again; null in a schedule whose roles never change. */
  readonly file: string | null;
  /** What the file says; those of the sandbox if there is none. */
  settings(): Settings;
  /** The latest last. */
  readonly tables: readonly RoleTable[];
  latest(): RoleTable;
  /** Whether the roles of this schedule change, and the last change is known. */
  mayChange(): boolean;
  /** Whether it is time for a change, so many times as likely as at most times. */
  isDue(times: number): boolean;
  /** Others than now, if possible none of `without`. All draws are from a chance of its own, so that they move no other. */
  drawOthers(without: readonly Candidate[]): readonly Candidate[];
  /** Others hold the role from now on. */
  change(now: number, holders: readonly Candidate[]): void;
  /** Notes that every process acts by the latest table. */
  know(now: number): void;
  close(): void;
}

/** The roles of a schedule. */
export function createRoles(seed: number): Roles {
  const chance = createChance(seed + 2 ** 31);
  const folder = chance.happens(1 / ONE_IN) ? mkdtempSync(join(tmpdir(), 'chaos-roles-')) : null;
  const file = folder === null ? null : join(folder, 'co-pilot.yaml');
  const first: RoleTable = { holders: AT_FIRST, from: 0, knownFrom: 0 };
  const tables = [first];
  const latest = () => tables.at(-1) ?? first;
  const write = () => {
    if (file !== null) writeFileSync(file, textOf(latest().holders));
  };
  write();
  return {
    ...{ file, tables, latest },
    settings: () => settingsOf(latest().holders),
    mayChange: () => file !== null && latest().knownFrom !== null,
    isDue: (times) => chance.happens(times / DEEDS_BETWEEN),
    drawOthers: (without) => {
      const others = SETS.filter((one) => one.join() !== latest().holders.join());
      const free = others.filter((one) => !one.some((name) => without.includes(name)));
      return chance.pick(free.length > 0 ? free : others) ?? AT_FIRST;
    },
    change: (at, holders) => {
      tables.push({ holders, from: at, knownFrom: null });
      write();
    },
    know: (at) => {
      latest().knownFrom ??= at;
    },
    close: () => {
      if (folder !== null) rmSync(folder, { recursive: true });
    },
  };
}

const EXAMPLE = readFileSync(EXAMPLE_FILE, 'utf8');

/** The settings of the sandbox with these approvers; without the sweep of people, because schedules leap over its years of grace. */
function textOf(holders: readonly Candidate[]): string {
  const ids = holders.map((name) => IDS[name]).join(', ');
  return EXAMPLE.replace(/approvers: \[.*\]/, `approvers: [${ids}]`).replace(
    /retentionDays: \d+/,
    'retentionDays: 0',
  );
}

const settingsOf = memoize(
  (holders: readonly Candidate[]) => settingsIn(textOf(holders)),
  (holders) => holders.join(),
  8,
);

import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import { COLUMNS } from './read-checkpoints.ts';

/** All arms of an experiment at one moment, cumulative since its launch. A metric without a figure is left out of the arm. */
export interface Moment {
  readonly day: number;
  readonly units: Readonly<Record<string, number>>;
  readonly moments: Readonly<Record<string, Readonly<Record<string, Moments>>>>;
}

/** One experiment with its moments in the order of time; `control` first among the variants. */
export interface RealExperiment {
  readonly id: string;
  readonly variants: readonly string[];
  readonly metrics: readonly string[];
  readonly moments: readonly Moment[];
}

interface Cells {
  readonly variant: string;
  readonly metric: string;
  readonly day: number;
  readonly arms: Readonly<Record<string, Moments>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Reads the ASOS table by experiment. Throws TypeError if the columns are not the published ones. */
export function readExperiments(csv: string): readonly RealExperiment[] {
  const [header, ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  if (header !== COLUMNS) throw new TypeError(`expected the columns ${COLUMNS}`);
  const rows = new Map<string, Cells[]>();
  for (const line of lines) {
    const [id = '', ...cells] = line.split(',');
    const known = rows.get(id) ?? [];
    known.push(readCells(cells));
    rows.set(id, known);
  }
  return [...rows].map(([id, cells]) => experimentOf(id, cells));
}

function readCells([variant = '', metric = '', ...figures]: readonly string[]): Cells {
  const [day = 0, controlN = 0, treatmentN = 0, ...rest] = figures.map((cell) =>
    cell.trim() === '' ? Number.NaN : Number(cell),
  );
  const [controlMean = Number.NaN, treatmentMean = Number.NaN, controlVariance, treatmentVariance] = rest;
  const name = `treatment-${variant}`;
  const arm = (n: number, mean: number, variance = Number.NaN) =>
    Number.isFinite(mean) && Number.isFinite(variance) ? [momentsFromVariance(n, mean, variance)] : [];
  return {
    ...{ variant: name, metric: `metric-${metric}`, day },
    counts: { control: controlN, [name]: treatmentN },
    arms: Object.fromEntries([
      ...arm(controlN, controlMean, controlVariance).map((moments) => ['control', moments] as const),
      ...arm(treatmentN, treatmentMean, treatmentVariance).map((moments) => [name, moments] as const),
    ]),
  };
}

function experimentOf(id: string, cells: readonly Cells[]): RealExperiment {
  const names = [...new Set(cells.map(({ variant }) => variant))].toSorted();
  const metrics = [...new Set(cells.map(({ metric }) => metric))].toSorted();
  const days = [...new Set(cells.map(({ day }) => day))].toSorted((first, second) => first - second);
  const moments = days.map((day): Moment => {
    const present = cells.filter((one) => one.day === day);
    const armsOf = (metric: string) =>
      Object.assign({}, ...present.filter((one) => one.metric === metric).map(({ arms }) => arms));
    return {
      day,
      units: Object.assign({}, ...present.map(({ counts }) => counts)),
      moments: Object.fromEntries(metrics.map((metric) => [metric, armsOf(metric)])),
    };
  });
  return { id, variants: ['control', ...names], metrics, moments };
}

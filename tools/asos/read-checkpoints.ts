import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';

/** Both arms, cumulative since launch. */
export interface Checkpoint {
  readonly day: number;
  readonly control: Moments;
  readonly treatment: Moments;
}

/** One treatment on one metric. `missing` counts checkpoints left out because a figure was missing. */
export interface Track {
  readonly experiment: string;
  readonly variant: string;
  readonly metric: string;
  readonly checkpoints: readonly Checkpoint[];
  readonly missing: number;
  /** True when the very last checkpoint lacks a figure, so that the one before it is the end. */
  readonly endMissing: boolean;
}

interface Row {
  readonly key: string;
  readonly checkpoint: Checkpoint | null;
}

/** The header of the published table. */
export const COLUMNS =
  'experiment_id,variant_id,metric_id,time_since_start,count_c,count_t,mean_c,mean_t,variance_c,variance_t';

/**
 * Reads the ASOS table (comma-separated, no quotes). A missing variance stays missing: the checkpoint
 * is left out, it never becomes 0. Tracks keep the order of the file, checkpoints that of time.
 * Throws TypeError when the columns are not the published ones.
 */
export function readTracks(csv: string): readonly Track[] {
  const [header, ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  if (header !== COLUMNS) throw new TypeError(`expected the columns ${COLUMNS}`);
  const tracks = new Map<string, Row[]>();
  for (const line of lines) {
    const row = readRow(line.split(','));
    const rows = tracks.get(row.key) ?? [];
    rows.push(row);
    tracks.set(row.key, rows);
  }
  return [...tracks].map(([key, rows]) => trackOf(key, rows));
}

function trackOf(key: string, rows: readonly Row[]): Track {
  const [experiment = '', variant = '', metric = ''] = key.split('/');
  const checkpoints = rows.flatMap(({ checkpoint }) => (checkpoint === null ? [] : [checkpoint]));
  return {
    experiment,
    variant,
    metric,
    checkpoints: checkpoints.toSorted((first, second) => first.day - second.day),
    missing: rows.length - checkpoints.length,
    endMissing: rows.at(-1)?.checkpoint === null,
  };
}

function readRow(cells: readonly string[]): Row {
  const [experiment = '', variant = '', metric = '', ...figures] = cells;
  const [day, controlN, treatmentN, controlMean, treatmentMean, controlVariance, treatmentVariance] =
    figures.map(readFigure);
  const control = armOf(controlN, controlMean, controlVariance);
  const treatment = armOf(treatmentN, treatmentMean, treatmentVariance);
  const whole = typeof day === 'number' && control !== null && treatment !== null;
  return {
    key: `${experiment}/${variant}/${metric}`,
    checkpoint: whole ? { day, control, treatment } : null,
  };
}

/** An empty cell is no figure, and neither is anything that is not finite. */
function readFigure(cell: string): number | null {
  if (cell.trim() === '') return null;
  const figure = Number(cell);
  return Number.isFinite(figure) ? figure : null;
}

type Figure = number | null | undefined;

function armOf(n: Figure, mean: Figure, variance: Figure): Moments | null {
  const known = typeof n === 'number' && typeof mean === 'number' && typeof variance === 'number';
  return known ? momentsFromVariance(n, mean, variance) : null;
}

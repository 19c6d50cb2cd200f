import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ArmFigures } from '#ports/look-figures.ts';
import type { AnalysisPlan } from '#stats/engine/analysis.ts';

/** The figures of a look by metric and variant, as the metrics source answers them. */
export type LookArms = Readonly<Record<string, Readonly<Record<string, ArmFigures>>>>;

/** How gbstats is asked: a fixed-horizon t test or its confidence sequence, at this two-sided level. */
export interface GbstatsLook {
  readonly plan: AnalysisPlan;
  readonly arms: LookArms;
  readonly sequential: boolean;
  readonly alpha: number;
}

/** One comparison as gbstats computes it, on the absolute difference. */
export interface GbstatsResult {
  readonly metric: string;
  /** Place of the treatment in the plan, from 1. */
  readonly treatment: number;
  readonly effect: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
}

/** What gbstats says, and what it takes for it. */
export interface GbstatsAnswer {
  readonly version: string;
  readonly looks: Readonly<
    Record<string, { readonly milliseconds: number; readonly results: readonly GbstatsResult[] }>
  >;
}

/** Why gbstats is not asked, for people. */
export const NO_GBSTATS = 'skipped: no Python with gbstats was found (GBSTATS_PYTHON names one)';

/** The first Python that has gbstats; null if none has. `GBSTATS_PYTHON` and `PYTHON` name some to try first. */
export function findGbstats(): string | null {
  const { GBSTATS_PYTHON = '', PYTHON = '' } = process.env;
  const pythons = [GBSTATS_PYTHON, PYTHON, 'python3', 'python'].filter((name) => name !== '');
  const has = 'import importlib.util as u, sys; sys.exit(u.find_spec("gbstats") is None)';
  return pythons.find((python) => spawnSync(python, ['-c', has]).status === 0) ?? null;
}

/** Computes the looks with gbstats, each so many times. Throws if the script fails. */
export function runGbstats(
  python: string,
  looks: Readonly<Record<string, GbstatsLook>>,
  rounds: number,
): GbstatsAnswer {
  const input = Object.fromEntries(Object.entries(looks).map(([name, look]) => [name, argumentsOf(look)]));
  const script = fileURLToPath(new URL('run_gbstats.py', import.meta.url));
  const ran = spawnSync(python, [script], {
    input: JSON.stringify({ looks: input, rounds }),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (ran.status !== 0) throw new Error(`gbstats failed: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** The arguments of `process_experiment_results`, as GrowthBook's back end makes them. */
function argumentsOf({ plan, arms, sequential, alpha }: GbstatsLook) {
  const variants = [plan.control, ...plan.treatments];
  const metrics = plan.metrics.map(({ key }) => key);
  const hasCovariate = Object.values(arms).some((one) =>
    Object.values(one).some(({ covariate }) => covariate !== undefined),
  );
  const settings = metrics.map((id) => [
    id,
    {
      ...{ id, name: id, main_metric_type: 'count' },
      ...(hasCovariate
        ? { statistic_type: 'mean_ra', covariate_metric_type: 'count' }
        : { statistic_type: 'mean' }),
    },
  ]);
  const analysis = {
    var_names: variants,
    var_ids: variants,
    weights: variants.map((variant) => plan.allocation[variant] ?? 0),
    stats_engine: 'frequentist',
    sequential_testing_enabled: sequential,
    sequential_tuning_parameter: plan.plannedUnits,
    difference_type: 'absolute',
    alpha,
  };
  return {
    metrics: Object.fromEntries(settings),
    analyses: [analysis],
    query_results: [{ metrics, rows: variants.map((variant) => rowOf(variant, metrics, arms)) }],
  };
}

function rowOf(variant: string, metrics: readonly string[], arms: LookArms) {
  const units = arms[metrics[0] ?? '']?.[variant]?.n ?? 0;
  const columns = metrics.flatMap((key, index) => {
    const arm = arms[key]?.[variant];
    return arm === undefined ? [] : columnsOf(`m${index}_`, arm);
  });
  return { dimension: 'All', variation: variant, users: units, count: units, ...Object.fromEntries(columns) };
}

/** Sums instead of moments: what GrowthBook's queries answer. */
function columnsOf(prefix: string, { n, mean, variance, covariate }: ArmFigures) {
  const sum = n * (mean ?? 0);
  const columns: [string, number][] = [
    [`${prefix}main_sum`, sum],
    [`${prefix}main_sum_squares`, (n - 1) * (variance ?? 0) + sum * (mean ?? 0)],
  ];
  if (covariate === undefined) return columns;
  const before = n * (covariate.mean ?? 0);
  return [
    ...columns,
    [`${prefix}covariate_sum`, before],
    [`${prefix}covariate_sum_squares`, (n - 1) * (covariate.variance ?? 0) + before * (covariate.mean ?? 0)],
    [`${prefix}main_covariate_sum_product`, (n - 1) * (covariate.covariance ?? 0) + before * (mean ?? 0)],
  ];
}

import type { Condition, Measure, Metric } from '#domain/metric.ts';
import type { TestAccountRule } from '#domain/test-accounts.ts';
import type { ArmFigures, LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { StoredEvent } from '#tools/hogql/event-store.ts';

const DAY = 86_400_000_000;

/** An event with its moment in whole microseconds. */
interface Moment extends StoredEvent {
  readonly micros: number;
}

interface Unit {
  readonly variant: string;
  readonly first: number;
  readonly segments: readonly (string | null)[];
  readonly events: readonly Moment[];
}

/** What a look should answer, worked out event by event from the rules and not from any query. */
export function foldLook(request: LookRequest, stored: readonly StoredEvent[]): LookFigures {
  const persons = Map.groupBy(withoutCopies(stored), ({ person }) => person);
  const units: Unit[] = [];
  let multiple = 0;
  let withoutVariant = 0;
  for (const events of persons.values()) {
    const exposures = events.filter((event) => isExposure(event, request));
    if (exposures.length === 0 || exposures.some((event) => isTest(event, request))) continue;
    const counting = exposures.filter(({ properties }) =>
      isDeclared(properties['$feature_flag_response'], request),
    );
    const met = new Set(counting.map(({ properties }) => properties['$feature_flag_response']));
    if (met.size === 0) withoutVariant += 1;
    if (met.size > 1) multiple += 1;
    if (met.size !== 1) continue;
    const [first] = counting.toSorted(
      (a, b) => a.micros - b.micros || (dimensionKey(a, request) < dimensionKey(b, request) ? -1 : 1),
    );
    if (first === undefined) continue;
    units.push({
      variant: String(first.properties['$feature_flag_response']),
      first: first.micros,
      segments: request.dimensions.map((name) => textOf(first.properties[name])),
      events,
    });
  }
  return { multiple, withoutVariant, ...figuresOf(request, units) };
}

function figuresOf(
  request: LookRequest,
  units: readonly Unit[],
): Omit<LookFigures, 'multiple' | 'withoutVariant'> {
  const { variants, metrics, window, daily, dimensions } = request;
  const measured = metrics.map((metric) => measure(metric, units, window.until * 1000));
  const count = (some: readonly Unit[]) =>
    Object.fromEntries(
      variants.map((variant) => [variant, some.filter((unit) => unit.variant === variant).length]),
    );
  const moments = (some: ReadonlySet<Unit>) =>
    Object.fromEntries(
      measured.map(({ metric, rows }) => [
        metric.key,
        Object.fromEntries(
          variants.map((variant) => [
            variant,
            arm(
              metric,
              rows.filter(({ unit }) => unit.variant === variant && some.has(unit)),
            ),
          ]),
        ),
      ]),
    );
  const dateOf = ({ first }: Unit) => new Date(Math.floor(first / 1000)).toISOString().slice(0, 10);
  return {
    units: count(units),
    moments: moments(new Set(units)),
    unusable: Object.fromEntries(
      measured.map(({ metric, rows }) => [metric.key, rows.reduce((all, { unusable }) => all + unusable, 0)]),
    ),
    daily: daily
      ? [...Map.groupBy(units, dateOf)]
          .map(([date, some]) => {
            const figures = moments(new Set(some))[request.dailyMetric ?? ''];
            return { date, units: count(some), ...(figures === undefined ? {} : { figures }) };
          })
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
      : [],
    segments: dimensions.flatMap((dimension, index) =>
      [...Map.groupBy(units, ({ segments }) => segments[index] ?? null)]
        .toSorted(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
        .map(([value, some]) => ({ dimension, value, units: count(some), moments: moments(new Set(some)) })),
    ),
  };
}

interface Row {
  readonly unit: Unit;
  readonly value: number;
  readonly second: number;
  readonly unusable: number;
}

function measure(
  metric: Metric,
  units: readonly Unit[],
  until: number,
): { metric: Metric; rows: readonly Row[] } {
  const window = metric.windowDays * DAY;
  const isLate = metric.isRetention === true || (metric.delayDays ?? 0) > 0;
  const rows = units
    .filter(({ first }) => !isLate || first + window <= until)
    .map((unit): Row => {
      const begin = unit.first + (metric.isRetention === true ? (metric.delayDays ?? 0) * DAY : 0);
      const within = (from: number, to: number) =>
        unit.events.filter(({ micros }) => micros >= from && micros < to && micros < until);
      const own = total(metric, within(begin, unit.first + window), metric.kind);
      const second = secondOf(metric, unit, within, begin);
      return { unit, value: own.value, second: second.value, unusable: own.unusable + second.unusable };
    });
  return { metric, rows: capped(metric, rows) };
}

interface Total {
  readonly value: number;
  readonly unusable: number;
}

function secondOf(
  metric: Metric,
  { first }: Unit,
  within: (from: number, to: number) => readonly Moment[],
  begin: number,
): Total {
  if (metric.denominator !== undefined)
    return total(metric.denominator, within(begin, first + metric.windowDays * DAY), 'mean');
  if (metric.covariateDays === undefined) return { value: 0, unusable: 0 };
  return total(metric, within(first - metric.covariateDays * DAY, first), metric.kind);
}

function total(
  measured: Measure & { readonly atLeast?: number },
  events: readonly Moment[],
  kind: Metric['kind'],
): Total {
  const mine = events.filter(
    ({ event, properties }) =>
      event === measured.event &&
      (measured.where ?? []).every((rule) => holds(rule, properties[rule.property])),
  );
  if (kind === 'proportion') return { value: mine.length >= (measured.atLeast ?? 1) ? 1 : 0, unusable: 0 };
  const aggregate = measured.aggregate ?? (measured.property === null ? 'count' : 'sum');
  if (aggregate === 'count' || measured.property === null) return { value: mine.length, unusable: 0 };
  const given = mine
    .map(({ properties }) => properties[measured.property ?? ''])
    .filter((value) => textOf(value) !== null);
  if (aggregate === 'unique') return { value: new Set(given.map(textOf)).size, unusable: 0 };
  const numbers = given.map(numberOf);
  const unusable = numbers.filter((number) => number === null).length;
  if (kind === 'quantile') {
    const found = numbers.filter((number) => number !== null);
    const sum = found.reduce((all, number) => all + number, 0);
    return { value: found.length === 0 ? Number.NaN : sum / found.length, unusable };
  }
  return {
    value: numbers.reduce((sum: number, number) => sum + (number ?? 0), 0),
    unusable,
  };
}

function capped({ cap }: Metric, rows: readonly Row[]): readonly Row[] {
  if (cap === undefined) return rows;
  const limit =
    'value' in cap
      ? cap.value
      : quantile(
          rows.map(({ value }) => value).filter((value) => value !== 0),
          cap.quantile,
        );
  return rows.map((row) => ({ ...row, value: Math.min(row.value, limit) }));
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (sorted.length - 1) * at;
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  return low === undefined || high === undefined
    ? Number.POSITIVE_INFINITY
    : low + (rank - Math.floor(rank)) * (high - low);
}

function arm(metric: Metric, rows: readonly Row[]): ArmFigures {
  const ys = rows.map(({ value }) => value);
  const xs = rows.map(({ second }) => second);
  if (metric.kind === 'quantile') return quantileArm(metric.quantile ?? 0.5, ys.filter(Number.isFinite));
  const second = { mean: mean(xs), variance: covariance(xs, xs), covariance: covariance(ys, xs) };
  return {
    n: rows.length,
    mean: mean(ys),
    variance: covariance(ys, ys),
    ...(metric.denominator === undefined ? {} : { denominator: second }),
    ...(metric.covariateDays === undefined || metric.denominator !== undefined ? {} : { covariate: second }),
  };
}

/** The bounds lie 1.959963984540054 standard errors of the share below and above the quantile. */
function quantileArm(share: number, values: readonly number[]): ArmFigures {
  const n = values.length;
  if (n === 0) return { n, mean: null, variance: null, bounds: { lower: null, upper: null } };
  const reach = 1.959963984540054 * Math.sqrt((share * (1 - share)) / n);
  const at = (place: number) => quantile(values, Math.min(1, Math.max(0, place)));
  return {
    n,
    mean: at(share),
    variance: null,
    bounds: { lower: at(share - reach), upper: at(share + reach) },
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}

function covariance(ys: readonly number[], xs: readonly number[]): number | null {
  const [y, x] = [mean(ys), mean(xs)];
  if (ys.length < 2 || y === null || x === null) return null;
  return ys.reduce((sum, value, index) => sum + (value - y) * ((xs[index] ?? 0) - x), 0) / (ys.length - 1);
}

function isExposure(
  { event, properties, micros }: Moment,
  { exposure, flagKey, window }: LookRequest,
): boolean {
  return (
    event === exposure.event &&
    properties['$feature_flag'] === flagKey &&
    micros >= window.from * 1000 &&
    micros < window.until * 1000
  );
}

function isDeclared(response: unknown, { variants }: LookRequest): boolean {
  return typeof response === 'string' && variants.includes(response);
}

function isTest({ properties }: Moment, { testAccounts }: LookRequest): boolean {
  return testAccounts.rules.some((rule) => holds(rule, properties[rule.property]));
}

function holds(rule: Condition | TestAccountRule, value: unknown): boolean {
  const text = textOf(value);
  const number = numberOf(value);
  switch (rule.operator) {
    case 'exact':
      return text === String(rule.value);
    case 'is_not':
      return text !== String(rule.value);
    case 'gt':
      return number !== null && number > rule.value;
    case 'lt':
      return number !== null && number < rule.value;
    case 'icontains':
      return text !== null && lower(text).includes(lower(rule.value));
    case 'not_icontains':
      return text === null || !lower(text).includes(lower(rule.value));
    case 'regex':
      return text !== null && new RegExp(rule.value).test(text);
    case 'is_set':
      return text !== null;
  }
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function numberOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

function dimensionKey({ properties }: Moment, { dimensions }: LookRequest): string {
  return textOf(properties[dimensions[0] ?? '']) ?? '';
}

/** Rows with one uuid are one event. */
function withoutCopies(stored: readonly StoredEvent[]): readonly Moment[] {
  const seen = new Set<string>();
  return stored
    .filter(({ uuid }) => uuid === undefined || (!seen.has(uuid) && seen.add(uuid)))
    .map((event) => ({ ...event, micros: microsOf(event.at) }));
}

/** Whole microseconds since the epoch; a `Date` knows milliseconds only. */
function microsOf(at: string): number {
  const [, seconds = '', fraction = ''] = /^([^.Z]*)(?:\.(\d+))?Z$/.exec(at) ?? [];
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
}

import { z } from 'zod';

const bodySchema = z.object({
  query: z.object({
    kind: z.literal('HogQLQuery'),
    query: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

/** The measure that is asked for, and how old a unit must be for it to count. */
interface Measured {
  readonly event: string;
  readonly property: string | null;
  readonly windowDays: number;
  readonly maturityDays: number;
}

/** A question that the stand-in understands; times in milliseconds since the epoch. */
export type Question =
  | { readonly kind: 'exposures'; readonly flagKey: string; readonly from: number; readonly until: number }
  | ({
      readonly kind: 'moments';
      readonly flagKey: string;
      readonly from: number;
      readonly until: number;
    } & Measured)
  | ({
      readonly kind: 'baseline';
      readonly surface: string;
      readonly from: number;
      readonly until: number;
    } & Measured);

/** Texts that a query may spell out; every other quoted text looks like an interpolated value. */
const LITERALS = new Set(['$feature_flag_called', '$multiple', 'false', 'true', '']);

const WINDOW = [
  'FROM events',
  'timestamp >= toDateTime({from})',
  'timestamp < toDateTime({until})',
  'person_id',
];
const EXPOSURE = [
  "event = '$feature_flag_called'",
  'properties.$feature_flag = {flag_key}',
  'argMin(properties.$feature_flag_response, timestamp)',
  'uniqExact(properties.$feature_flag_response)',
];
const MEASURE = [
  'count()',
  'avg(',
  'varSamp(',
  'LEFT JOIN',
  'event = {metric_event}',
  '>= exposed.exposed_at',
  'toIntervalDay({window_days})',
];

/** Asked where units count only from some age on. */
const MATURED = 'exposed_at <= toDateTime({until}) - toIntervalDay({maturity_days})';

/** Reads a query body; a text says why PostHog, or we, would not run it. */
export function readQuestion(body: unknown): Question | string {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return 'not a HogQLQuery with values';
  const { query, values } = parsed.data.query;
  const text = query.replaceAll(/\s+/g, ' ');
  const placeholders = new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  for (const name of placeholders) if (values[name] === undefined) return `no value for {${name}}`;
  for (const name of Object.keys(values)) if (!placeholders.has(name)) return `the value ${name} is not used`;
  for (const match of text.matchAll(/'([^']*)'/g)) {
    if (!LITERALS.has(match[1] ?? '')) return `the text ${match[0]} belongs into values`;
  }
  const question = questionOf(values);
  if (question === null) return 'from and until must be instants with their zone';
  const lacking = clausesOf(question).find((clause) => !text.includes(clause));
  return lacking === undefined ? question : `the query lacks: ${lacking}`;
}

function questionOf(values: Readonly<Record<string, string | number>>): Question | null {
  const from = instant(values['from']);
  const until = instant(values['until']);
  if (from === null || until === null) return null;
  const measured: Measured = {
    event: String(values['metric_event'] ?? ''),
    property: values['property'] === undefined ? null : String(values['property']),
    windowDays: Number(values['window_days'] ?? 0),
    maturityDays: Number(values['maturity_days'] ?? 0),
  };
  const flagKey = String(values['flag_key'] ?? '');
  if (values['surface'] !== undefined) {
    return { kind: 'baseline', surface: String(values['surface']), ...measured, from, until };
  }
  if (values['metric_event'] === undefined) return { kind: 'exposures', flagKey, from, until };
  return { kind: 'moments', flagKey, ...measured, from, until };
}

function clausesOf(question: Question): readonly string[] {
  if (question.kind === 'exposures') return [...WINDOW, ...EXPOSURE, 'count()', 'GROUP BY'];
  const amount = question.property === null ? ['countIf('] : ['sumIf(', 'properties[{property}]'];
  if (question.maturityDays > 0) amount.push(MATURED);
  if (question.kind === 'baseline') return [...WINDOW, ...MEASURE, ...amount, '= {surface}'];
  return [...WINDOW, ...EXPOSURE, ...MEASURE, ...amount, 'HAVING variants_met = 1'];
}

function instant(value: string | number | undefined): number | null {
  if (typeof value !== 'string' || !value.endsWith('Z')) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

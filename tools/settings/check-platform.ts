import { count, level, percent } from '#domain/figures.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import { baselineOf } from '#features/design-plan/read-baselines.ts';
import type { SeenEvent } from '#ports/event-catalogue.ts';
import type { Settings, Surface } from '#settings/settings.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { say } from '#tools/command-line.ts';
import type { Platform } from './platform.ts';

const SEEN_DAYS = 30;
const LEVEL_DAYS = 7;
/** Metrics that one query reads the level of. */
const AT_ONCE = 4;

/**
 * Says of every metric whether its events came lately, and its level; of every surface how many new units a day. Answers how many
 * problems there are: an event that never came is one. Faults are thrown.
 */
export async function checkPlatform(platform: Platform, settings: Settings, clock: Clock): Promise<number> {
  const { metrics, surfaces } = settings;
  const until = clock.now();
  const events = [...new Set([...metrics.flatMap(eventsOf), ...surfaces.flatMap(eventsOfSurface)])];
  const seen = await platform.events.seenEvents({ from: until - SEEN_DAYS * DAY, until }, events);
  const levels = await readLevels(platform, settings, until);
  const problems = [
    ...metrics.map((metric) => checkEvents(metric.key, eventsOf(metric), seen, levels.get(metric.key) ?? '')),
    ...surfaces.map((surface) =>
      checkEvents(surface.name, eventsOfSurface(surface), seen, levels.get(surface.name) ?? ''),
    ),
  ];
  return problems.filter((isProblem) => isProblem).length;
}

function eventsOf({ event, denominator }: Metric): readonly string[] {
  return denominator === undefined ? [event] : [...new Set([event, denominator.event])];
}

function eventsOfSurface({ rules }: Surface): readonly string[] {
  return rules.flatMap((rule) => (rule.match === 'event' ? [rule.event] : []));
}

/** Says how one metric or surface stands; true if an event of it never came. */
function checkEvents(
  name: string,
  events: readonly string[],
  seen: readonly SeenEvent[],
  figures: string,
): boolean {
  const missing = events.filter((event) => seen.every((one) => one.event !== event));
  if (missing.length > 0) {
    say(
      `${name}: the event ${missing.map((event) => `"${event}"`).join(' and ')} did not come in the last ${SEEN_DAYS} days. Check its name, or remove it.`,
    );
    return true;
  }
  const came = seen.filter(({ event }) => events.includes(event));
  const last = came.map(({ lastSeenAt }) => lastSeenAt);
  const when =
    last.length === 0
      ? ''
      : `last seen ${new Date(Math.min(...last)).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  say(`${name}: ${[when, figures].filter((part) => part !== '').join(', ')}`);
  return false;
}

/** Levels by metric on the first surface with units, and new units a day by surface, in words. */
async function readLevels(
  platform: Platform,
  settings: Settings,
  until: number,
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  let isRead = false;
  for (const surface of settings.surfaces) {
    const first = await read(platform, settings, surface, settings.metrics.slice(0, AT_ONCE), until);
    const perDay = first.perDay;
    words.set(
      surface.name,
      perDay === 0
        ? `no unit came in ${LEVEL_DAYS} days: check its rules`
        : `${count(perDay)} new units a day`,
    );
    if (perDay === 0 || isRead) continue;
    isRead = true;
    for (const [key, figures] of first.levels) words.set(key, figures);
    for (let next = AT_ONCE; next < settings.metrics.length; next += AT_ONCE) {
      const more = await read(
        platform,
        settings,
        surface,
        settings.metrics.slice(next, next + AT_ONCE),
        until,
      );
      for (const [key, figures] of more.levels) words.set(key, figures);
    }
  }
  return words;
}

async function read(
  { metrics: source }: Platform,
  { testAccounts }: Settings,
  surface: Surface,
  metrics: readonly Metric[],
  until: number,
) {
  const days = LEVEL_DAYS + Math.max(0, ...metrics.map(maturityDays));
  const figures = await source.baseline({ surface: surface.rules, days, until, metrics, testAccounts });
  const levels = metrics.map((metric) => {
    const { mean, units } = baselineOf(metric, figures, LEVEL_DAYS);
    const unusable = figures.unusable[metric.key] ?? 0;
    const parts = [
      units === 0
        ? `no unit on "${surface.name}" counts yet`
        : `${metric.kind === 'proportion' ? percent(mean) : level(mean)} of ${count(units)} units on "${surface.name}"`,
      ...(mean === 0 && units > 0 ? ['a level of 0 allows no plan: check its filters and its property'] : []),
      ...(unusable > 0 ? [`${count(unusable)} values are no numbers`] : []),
    ];
    return [metric.key, parts.join('; ')] as const;
  });
  const perDay = figures.firstSeen.reduce((sum, units) => sum + units, 0) / days;
  return { levels, perDay };
}

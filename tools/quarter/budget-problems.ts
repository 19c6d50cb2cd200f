import { isQuietAt } from '#features/alerts/quiet-hours.ts';
import { localTime } from '#features/call-people/local-time.ts';
import { alertRulesIn } from '#settings/alerts.ts';
import type { Journey } from '#test/support/journey.ts';
import type { Posted } from '../month/noise.ts';

/** Days and channels with more news by themselves than the budget allows, and news that came in quiet hours, as the chat service saw it. */
export function budgetProblems(
  posted: readonly Posted[],
  news: ReadonlySet<string>,
  journey: Journey,
): readonly string[] {
  const { alerts } = journey.running.bot.coPilot.choices;
  const alone = posted.filter(({ key }) => news.has(key));
  const quiet = alone.flatMap(({ at, channel, key }) => {
    const hours = alertRulesIn(alerts, channel).quietHours;
    const isQuiet = hours !== undefined && isQuietAt(hours, localTime(at, hours.timeZone ?? 'UTC'));
    return isQuiet ? [`${key} came in quiet hours (${new Date(at).toISOString()})`] : [];
  });
  const dayOf = ({ at, channel }: Posted) =>
    `${channel} ${localTime(at, alertRulesIn(alerts, channel).quietHours?.timeZone ?? 'UTC').day}`;
  const perDay = [...Map.groupBy(alone, dayOf)].flatMap(([day, all]) => {
    const most = alertRulesIn(alerts, all[0]?.channel ?? '').perDay;
    return all.length > most
      ? [`${day} has ${all.length} alerts by themselves, and ${most} are allowed`]
      : [];
  });
  return [...quiet, ...perDay];
}

import {
  ALERT_KINDS,
  type AlertClass,
  type AlertName,
  isAlertName,
  nameOfKey,
} from '#domain/alerts/alert-kinds.ts';
import type { Experiment } from '#domain/experiment.ts';
import { hasToldReadingFault } from '#domain/looks/reading-faults.ts';
import { isFinished, occupiesSurface } from '#domain/status.ts';
import type { Topic } from '#domain/topic.ts';

/** The keys of the alerts in a message of this topic, given the experiment right after the commit that posts it; none if it is no alert. */
export function alertsIn(topic: Topic, { looks }: Pick<Experiment, 'looks'>): readonly string[] {
  if (topic === 'watch-alerts') return looks.found?.news ?? [];
  return isAlertName(topic) ? [topic] : [];
}

/** The kinds that alerts of these keys are of, each once. */
export function namesOf(keys: readonly string[]): readonly AlertName[] {
  return [...new Set(keys.flatMap((key) => nameOfKey(key) ?? []))];
}

const STRICTEST: readonly AlertClass[] = ['safety', 'decision', 'news'];

/** The strictest class among alerts of these keys. A kind that this version does not know is safety: it must not wait. */
export function classOf(keys: readonly string[]): AlertClass {
  const classes = keys.map((key) => {
    const name = nameOfKey(key);
    return name === null ? 'safety' : ALERT_KINDS[name].class;
  });
  return STRICTEST.find((one) => classes.includes(one)) ?? 'safety';
}

/** Whether what an alert told of is over by now. */
export function isOver(key: string, experiment: Experiment): boolean {
  const { status, looks } = experiment;
  switch (key) {
    case 'reading-failed':
      return !hasToldReadingFault(experiment);
    case 'reading-recovered':
      return hasToldReadingFault(experiment);
    case 'flag-debt':
      return isFinished(status);
    default:
      return !(occupiesSurface(status) && looks.found?.alerts.some((alert) => alert.key === key) === true);
  }
}

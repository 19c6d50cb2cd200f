import type { LaunchCheck } from '#domain/launch/state.ts';

/** The keys of the checks that hold the launch up. */
export function failedChecks(checks: readonly LaunchCheck[]): readonly string[] {
  return checks.flatMap(({ key, met, unchecked }) => (met || unchecked === true ? [] : [key]));
}

/** Checks that wait for units or events; any other one that is not met says that something is wrong. */
const WAITING: readonly string[] = ['exposures', 'events'];

/** Whether one of the checks that fail says that something is wrong and the thread has not heard of it. */
export function hasNewFailure(checks: readonly LaunchCheck[], told: readonly string[]): boolean {
  const wrong = checks.filter(({ waits, key }) => waits !== true && !WAITING.includes(key));
  return failedChecks(wrong).some((key) => !told.includes(key));
}

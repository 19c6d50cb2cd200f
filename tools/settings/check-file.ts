import type { Environment } from '#adapters/vendor.ts';
import { loadSettings } from '#app/load-settings.ts';
import type { Clock } from '#shared/clock.ts';
import { say } from '#tools/command-line.ts';
import { checkPlatform } from './check-platform.ts';
import { platformOf } from './platform.ts';

/**
 * Lists every problem of a settings file; if PostHog or own observations are configured and the file is right, also whether its events come.
 * Answers the exit code. Faults of theirs are thrown.
 */
export async function checkFile(file: string, environment: Environment, clock: Clock): Promise<number> {
  const read = loadSettings(file);
  if (read.kind === 'refused') {
    for (const problem of read.problem) say(problem);
    say(`settings: ${inWords(read.problem.length)}`);
    return 1;
  }
  const { metrics, surfaces } = read.value;
  const size = `${metrics.length} metrics, ${surfaces.length} surfaces`;
  const platform = platformOf(environment);
  if (platform === null) {
    say(
      `settings: ${size}, no problems in the file. Neither PostHog nor observations of the bot itself are configured, so events were not looked for.`,
    );
    return 0;
  }
  if (platform.kind === 'refused') {
    for (const problem of platform.problem) say(problem);
    return 2;
  }
  const problems = await checkPlatform(platform.value, read.value, clock);
  say(`settings: ${size}, ${problems === 0 ? 'no problems' : inWords(problems)}`);
  return problems === 0 ? 0 : 1;
}

function inWords(problems: number): string {
  return `${problems} ${problems === 1 ? 'problem' : 'problems'}`;
}

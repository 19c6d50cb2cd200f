import { loadSettings } from '#app/load-settings.ts';
import { say } from '#tools/command-line.ts';

/** Lists every problem of a settings file; answers the exit code. */
export function checkFile(file: string): number {
  const read = loadSettings(file);
  if (read.kind === 'refused') {
    for (const problem of read.problem) say(problem);
    say(`settings: ${read.problem.length} ${read.problem.length === 1 ? 'problem' : 'problems'}`);
    return 1;
  }
  const { metrics, surfaces } = read.value;
  say(`settings: ${metrics.length} metrics, ${surfaces.length} surfaces, no problems`);
  return 0;
}

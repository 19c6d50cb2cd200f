import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { Execute } from '#journal/perform.ts';
import type { Annotations } from '#ports/annotations.ts';

/**
 * Notes every change of what users meet on the time line of the charts, once the flag has changed, and links the flag at the
 * launch.
 */
export function withAnnotations(annotations: Annotations | null): (execute: Execute) => Execute {
  return (execute) => async (key, command) => {
    const result = await execute(key, command);
    if (annotations === null || result.kind === 'refused') return result;
    const { experiment, commit } = result.value;
    const { plan } = experiment.design ?? { plan: null };
    for (const event of commit.events) {
      if (plan === null || event.type !== 'flagChanged' || event.flag === null) continue;
      const words = wordsOf(experiment, event.flag);
      if (words !== null) annotations.annotate(`Experiment "${plan.title}" (${key}): ${words}`, command.at);
      if (experiment.status === 'verifying' && event.flag.active) annotations.link(plan);
    }
    return result;
  };
}

/** What the flag now does, by the phase that asked for it; null if users meet what they met before. */
function wordsOf(
  { status, decision, looks, launch }: Experiment,
  { active, rollout }: FlagRecord,
): string | null {
  const share = active ? `on for ${percent(rollout)}` : 'off for all users';
  switch (status) {
    case 'verifying':
      return active ? `launched as a canary, ${share}` : null;
    case 'running':
      return active ? `split as planned, ${share}` : share;
    case 'paused':
      return `paused, ${share}`;
    case 'deciding':
      return `waits for a decision, ${share}`;
    case 'decided':
      if (decision.record?.decision !== 'ship') return `ended, ${share}`;
      return launch?.pause == null ? `shipped, ${share}` : `paused, ${share}`;
    case 'killed':
      return looks.harm === null ? `ended, ${share}` : `stopped for harm, ${share}`;
    default:
      return null;
  }
}

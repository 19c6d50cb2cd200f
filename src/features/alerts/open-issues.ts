import { codeMarkdown, plainMarkdown } from '#agents/markdown.ts';
import { plainLine } from '#agents/plain-line.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { Topic } from '#domain/topic.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import type { IssueKind } from '#settings/alerts.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'codeHost' | 'chat' | 'choices' | 'clock' | 'log'>;

/** By it people list these issues, and the bot finds its own. */
export const ALERT_LABEL = 'experiment-alert';
/** Claims of issues that are open: the code host is not asked again for what is there. */
const SCOPE = 'alert-issue';

/** What goes to the repository: the message that tells of it, and whether it is so now. */
const KINDS: Readonly<
  Record<
    IssueKind,
    { readonly topic: Topic; readonly words: string; readonly isOpen: (now: Experiment) => boolean }
  >
> = {
  checks: {
    topic: 'code-not-revised',
    words: 'Checks of the pull request fail, and the bot could not mend them',
    isOpen: ({ status, code }) => status === 'implemented' && code?.pullRequest.mergedAt === null,
  },
  'clean-up': {
    topic: 'clean-up-failed',
    words: 'The clean-up is stuck: the flag and the code of the other variants are still there',
    isOpen: ({ status, failure }) => status === 'cleaning-up' && failure !== null,
  },
  flag: {
    topic: 'flag-tampered',
    words: 'The flag was changed by hand, and the experiment rests until an approver chooses',
    isOpen: ({ tampering }) => tampering.open !== null,
  },
};

/**
 * Opens an issue in the repository for what concerns those who look after the code, if the settings ask for it: one for each message of the
 * thread that tells of it. An issue that is there is found by its marker, also after a crash.
 */
export async function openIssues(needs: Needs): Promise<void> {
  const { issues } = needs.choices.routing;
  if (issues.length === 0) return;
  await walkUnfinished(needs, {
    job: 'open-issues',
    isDue: ({ status }) => status !== 'draft' && status !== 'in-review',
    work: async ({ key }) => {
      const experiment = await needs.load(key);
      if (experiment?.design == null) return;
      for (const kind of issues) await openOne(needs, experiment, kind);
    },
  });
}

async function openOne(needs: Needs, experiment: Experiment, kind: IssueKind): Promise<void> {
  const { store, codeHost, clock } = needs;
  const { topic, words, isOpen } = KINDS[kind];
  const effect = newestPost(experiment.delivery, topic);
  if (effect === null || !isOpen(experiment) || (await store.isClaimed(SCOPE, effect))) return;
  const { plan } = designOf(experiment);
  const thread = await threadLink(needs, experiment);
  const link = thread === null ? '' : ` · [Slack thread](${encodeURI(thread)})`;
  await codeHost.openIssue({
    repository: plan.request.repository,
    title: plainLine(`Experiment: ${withoutPeople(plan.title)}`),
    body: `${words}.\n\nExperiment ${codeMarkdown(experiment.key)}: ${plainMarkdown(withoutPeople(plan.title))} · flag ${codeMarkdown(plan.flagKey)}${link}\n\nPeople act in the Slack thread. The bot closes this issue when it is settled.`,
    label: ALERT_LABEL,
    marker: effect.replaceAll(':', '.'),
  });
  await store.claim(SCOPE, effect, clock.now());
}

/** Whether what an alert (the effect that posted it) told is still so; null if it has no issue. */
export function isMatterOpen(experiment: Experiment, effect: string): boolean | null {
  const topic = experiment.delivery.messages[effect]?.topic;
  const kind = Object.values(KINDS).find((one) => one.topic === topic);
  if (kind === undefined) return null;
  // A newer message of the kind tells of a matter of its own.
  return newestPost(experiment.delivery, kind.topic) === effect && kind.isOpen(experiment);
}

/** An issue cannot be taken back when a person is forgotten, so it names no person. */
function withoutPeople(text: string): string {
  return text.replaceAll(/<@[^>\s]*>/g, 'a person');
}

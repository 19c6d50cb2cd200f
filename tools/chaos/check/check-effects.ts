import type { Commit } from '#domain/commit.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { showDetails } from '#features/analyse-experiment/actions.ts';
import { showPlan } from '#features/design-plan/actions.ts';
import { nextStep } from '#features/thread/next-step.ts';
import { fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import type { World } from '#tools/chaos/world.ts';
import { checkHeldAlert } from './check-alerts.ts';
import { doubled, lost, type Problem, repeated } from './problem.ts';

/** Buttons that stay when a message is stamped: the details of a look and of a plan stay open to all. */
const READING: readonly string[] = [showDetails.id, showPlan.id];

/** Ids of direct messages begin so. What is told to one person may come twice, and not once there is a card. */
const DIRECT = 'D';

/** Everything that the journal says had to happen outside is there, and nothing is there twice. */
export async function checkEffects(world: World): Promise<readonly Problem[]> {
  const { messages } = world.sandbox.slack.snapshot();
  const inThreads = messages.filter(({ channel }) => !channel.startsWith(DIRECT));
  const problems: Problem[] = repeated(inThreads.map(keyOf).filter((key) => key !== '')).map((key) =>
    doubled(`message ${key}`),
  );
  const pulls = await world.sandbox.github.listPulls();
  problems.push(
    ...repeated(pulls.map(({ branch }) => branch)).map((branch) => doubled(`pull request ${branch}`)),
  );
  const flags = world.sandbox.posthog.flags();
  problems.push(...repeated(flags.map(({ key }) => key)).map((key) => doubled(`flag ${key}`)));
  const shown = messages.map(keyOf);
  for (const experiment of await world.experiments()) {
    const commits = await world.store.commits(experiment.key);
    for (const commit of commits) {
      for (const [index, effect] of commit.effects.entries()) {
        if (isPostedAnew(commits, commit, effect)) continue;
        const key = effectKey(commit.experiment, commit.version, index);
        const held = effect.kind === 'post' ? checkHeldAlert(key, commits, shown) : null;
        problems.push(...(held ?? checkEffect(experiment, { commit, key, effect }, messages)));
      }
    }
    problems.push(
      ...checkFlag(world, experiment),
      ...checkPulls(experiment, pulls),
      ...checkCard(experiment, messages),
    );
  }
  return problems;
}

function keyOf(message: SlackMessage): string {
  return textOf(fieldsOf(fieldsOf(message.metadata)['event_payload'])['key']) ?? '';
}

interface Asked {
  readonly commit: Commit;
  readonly key: string;
  readonly effect: Effect;
}

function checkEffect(
  experiment: Experiment,
  { commit, key, effect }: Asked,
  messages: readonly SlackMessage[],
): readonly Problem[] {
  if (effect.kind === 'post' && effect.to === undefined) {
    const posted =
      messages.find((message) => keyOf(message) === key) ?? broughtUpToDate(experiment, key, messages);
    if (posted === undefined) return [lost(`message ${key} (${effect.topic})`)];
    if (experiment.delivery.messages[key]?.ts !== posted.ts) return [lost(`the record of message ${key}`)];
    return posted.thread_ts === experiment.delivery.threadTs
      ? []
      : [lost(`message ${key} stands outside of the thread`)];
  }
  if (effect.kind !== 'stamp') return [];
  const stamped =
    messages.find((message) => keyOf(message) === effect.message) ??
    broughtUpToDate(experiment, effect.message, messages);
  if (stamped === undefined) return [lost(`the message of stamp ${key}`)];
  const marks = JSON.stringify(stamped.blocks).split(':ballot_box_with_check:').length - 1;
  if (marks > 1) return [doubled(`stamp ${key}`)];
  if (isTakenOver(experiment, effect.message, commit.version)) return [];
  const deciding = everyElement(stamped.blocks).filter(
    ({ element }) => !READING.includes(String(element['action_id'])),
  );
  return marks === 0 || deciding.length > 0 ? [lost(`stamp ${key}`)] : [];
}

/** What was given up or lost has come again as a message of its own. */
function isPostedAnew(commits: readonly Commit[], { version }: Commit, effect: Effect): boolean {
  return (
    effect.kind === 'post' &&
    commits.some(
      (later) =>
        later.version > version &&
        later.command.name === 'postAnew' &&
        later.effects.some((again) => again.kind === 'post' && again.topic === effect.topic),
    )
  );
}

/** A later post brought the message up to date, and with it went the stamp. */
function isTakenOver({ delivery }: Experiment, key: string, version: number): boolean {
  const ts = delivery.messages[key]?.ts;
  return Object.entries(delivery.messages).some(
    ([other, message]) => other !== key && message.ts === ts && message.version >= version,
  );
}

/** The earlier message that a post brought up to date in place of a new one. */
function broughtUpToDate(
  { delivery }: Experiment,
  key: string,
  messages: readonly SlackMessage[],
): SlackMessage | undefined {
  const record = delivery.messages[key];
  const shown = messages.find(({ ts }) => ts === record?.ts);
  const first = shown === undefined ? undefined : delivery.messages[keyOf(shown)];
  const isSame = first !== undefined && first.ts === record?.ts && first.version <= record.version;
  return isSame && shown?.edited !== undefined ? shown : undefined;
}

/** The flag stands as the journal says. */
function checkFlag({ sandbox }: World, experiment: Experiment): readonly Problem[] {
  const key = experiment.design?.plan.flagKey;
  if (key === undefined) return [];
  const there = sandbox.posthog.flags().find((flag) => flag.key === key && !flag.deleted);
  const known = experiment.flag;
  if (there === undefined) return known === null ? [] : [lost(`flag ${key}`)];
  if (known === null) return [lost(`the record of flag ${key}`)];
  const isEqual = there.active === known.active && String(there.version) === known.version;
  return isEqual ? [] : [lost(`flag ${key} is not as the journal says`)];
}

function checkPulls(
  { key, code, cleanUp, status }: Experiment,
  pulls: readonly { readonly branch: string; readonly number: number; readonly state: string }[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const pullRequest = code?.pullRequest ?? null;
  const cleaning = cleanUp?.pullRequest ?? null;
  for (const known of [pullRequest, cleaning]) {
    if (
      known !== null &&
      !pulls.some(({ number, branch }) => number === known.number && branch === known.branch)
    ) {
      problems.push(lost(`pull request #${known.number} of ${key}`));
    }
  }
  for (const [branch, known] of [
    [`experiment/${key}`, pullRequest],
    [`experiment/${key}-clean-up`, cleaning],
  ] as const) {
    const there = pulls.find((pull) => pull.branch === branch);
    if (there !== undefined && known === null && status !== 'cancelled')
      problems.push(lost(`the record of ${branch}`));
    if (there?.state !== 'open' && known !== null && known.mergedAt === null && status !== 'cancelled') {
      problems.push(lost(`the merge of ${branch}`));
    }
  }
  return problems;
}

/** The card is there and tells the present state. */
function checkCard(experiment: Experiment, messages: readonly SlackMessage[]): readonly Problem[] {
  const {
    key,
    delivery: { threadTs },
  } = experiment;
  const card = messages.find(({ ts, thread_ts }) => ts === threadTs && thread_ts === undefined);
  if (card === undefined) return [lost(`the card of ${key}`)];
  const next = JSON.stringify(nextStep(experiment)).slice(1, -1);
  return JSON.stringify(card.blocks).includes(next) ? [] : [lost(`the present state on the card of ${key}`)];
}

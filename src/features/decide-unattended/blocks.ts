import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import type { AutoState } from '#domain/unattended/state.ts';
import { actWords } from '#features/act-words.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';

function plain(icon: string, text: string): ChatMessage {
  return message({ text, blocks: [section(`${icon} ${text}`)] });
}

/** Auto was turned on or off, or to a dry run: what the bot does from now on. */
export function renderAutoSet({ experiment }: RenderContext): ChatMessage {
  const auto = experiment.unattended?.auto;
  return plain(':robot_face:', auto === undefined ? 'Auto is off.' : autoWords(experiment, auto));
}

/** What the bot does and leaves alone in each mode, exactly as `autoActOf` has it. */
function autoWords({ design }: Experiment, { mode, by, regressionLimit }: AutoState): string {
  const goal = design?.plan.otherGoals === undefined ? 'the goal' : 'a goal';
  const off = `${inCardMenu('Turn auto off')} ends it; any person may choose that.`;
  const who = by === null ? '' : ` by ${mention(by)}`;
  const limit = percent(regressionLimit);
  switch (mode) {
    case 'on':
      return `Auto is on${who}, a standing approval for this plan. When a look asks for a decision, the bot ships, drops a harmed treatment or ends the experiment, as the rules recommend. It also ends the experiment if they recommend another version or a follow-up in a segment, or if ${goal} of every treatment is more than ${limit} worse at a look that may decide. If they recommend an extension, ask a person or cannot read the data, approvers decide. What the bot ships or ends can be undone for an hour. ${off}`;
    case 'dry-run':
      return `Auto is in a dry run${who}: the bot decides nothing. It says when it would ship, drop a harmed treatment or end the experiment as the rules recommend, or end it because ${goal} of every treatment is more than ${limit} worse. Approvers decide. ${off}`;
    case 'off':
      return by === null
        ? 'Auto is off: the approver who turned it on may not approve any more, or the plan changed since. Approvers decide.'
        : `Auto is off${who}. Approvers decide.`;
  }
}

/** What a standing approval would have done on this look. */
export function renderDryRun({ experiment }: RenderContext): ChatMessage {
  const dryRun = experiment.unattended?.auto?.dryRun;
  if (dryRun === undefined) return plain(':robot_face:', 'The dry run has nothing to say.');
  const { decision, why } = dryRun.act;
  const isOneGoal = experiment.design?.plan.otherGoals === undefined;
  const because =
    why === 'recommended'
      ? 'the rules recommend it'
      : `${isOneGoal ? 'the' : 'a'} goal got worse by more than the limit, which is no proof`;
  const act = escapeMrkdwn(actWords(experiment, decision));
  const next = experiment.status === 'deciding' ? ' An approver decides.' : '';
  return plain(':robot_face:', `Dry run: with auto on, the bot would ${act} now, because ${because}.${next}`);
}

/** A decision waits and will expire. */
export function renderDecisionReminder({ experiment }: RenderContext): ChatMessage {
  const due = expiryOf(experiment);
  const until = due === null ? 'soon' : `on ${moment(due, '{date_short_pretty} at {time}')}`;
  const owner = mention(experiment.request.owner);
  const text = `${owner}, a decision still waits in this thread. If no approver takes it, the flag goes back to the control ${until}, and the experiment ends without shipping.`;
  return plain(':hourglass:', text);
}

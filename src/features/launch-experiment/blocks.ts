import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { readinessOf } from '#domain/code/readiness.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { shownName } from '#domain/launch/unseen-name.ts';
import { scheduledDates } from '#domain/looks/schedule.ts';
import { lapsedWords } from '#features/lapsed-words.ts';
import { canaryShare, launchButton } from '#features/launch-button.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';
import { listed } from '#shared/listed.ts';
import { pauseButton } from './pause-blocks.ts';
import { checkLines, rampWords } from './ramp-blocks.ts';

/** The first of the two approvers that a launch takes at a high risk. */
export function renderLaunchProposed(context: RenderContext): ChatMessage {
  const vote = readinessOf(context.experiment)?.launchVote;
  if (vote === undefined) return message({ text: 'Settled.', blocks: [section('Settled.')] });
  const { by, lapsed } = vote;
  const gone = lapsedWords(lapsed === undefined ? [] : [lapsed], 'vote');
  const text = `${mention(by)} wants to launch it.${gone} The risk is high, so a second approver has to confirm. No user meets the change yet.`;
  return message({
    text,
    blocks: [section(`:scales: ${text}`), actions([launchButton(context, 'Confirm: launch')])],
  });
}

/** The canary is out. */
export function renderLaunched(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { by } = launchOf(experiment);
  const who = by === undefined ? '' : ` by ${mention(by)}`;
  const text = `Launched${who} as a canary: ${canaryShare(experiment)} of the units. The bot checks that units are counted and split as planned, and that their events arrive.${rampWords(experiment)} You do not need to do anything.`;
  const besides = launchOf(experiment).besides ?? [];
  const more =
    besides.length === 0
      ? []
      : [
          section(
            `Other conditions of the flag decide for some units, which are not randomised:\n${bullets(besides.map(escapeMrkdwn))}`,
          ),
        ];
  return message({ text, blocks: [section(`:rocket: ${text}`), ...more, actions([pauseButton(context)])] });
}

/** Another one was launched on its surface at the same moment, so this launch does not count. */
export function renderHeldBack(context: RenderContext): ChatMessage {
  const keys = (readinessOf(context.experiment)?.heldBackFor ?? []).map(shownName).join(', ');
  const head = `Held back: ${keys} was launched on the same surface at the same moment.`;
  const next = 'The flag stays off for all users. Launch this one when the other has ended.';
  return message({
    text: `${head} ${next}`,
    blocks: [section(`:hand: *${head}*\n${next}`), actions([launchButton(context)])],
  });
}

/** The canary is verified, the registered split is out. */
export function renderRunning(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const share = percent(experiment.request.trafficShare);
  const days = designOf(experiment).plan.sizing.days;
  const { checks } = launchOf(experiment);
  const whole = checks.every(({ met }) => met);
  const head = `${whole ? 'Verified' : 'Verified as far as is possible now'}. The experiment now runs on ${share} of the traffic for ${days} days.`;
  return message({
    text: head,
    blocks: [
      section(
        `${whole ? ':white_check_mark:' : ':hourglass_flowing_sand:'} *${head}*\n${checkLines(checks)}${lookDates(experiment)}`,
      ),
      actions([pauseButton(context)]),
    ],
  });
}

/** Look dates that are named one by one. */
const MOST_DATES = 4;

/** When people hear of it again, with a line break before it; empty if no look is to come. Mrkdwn. */
function lookDates(experiment: Experiment): string {
  const dates = scheduledDates(experiment).map((at) => moment(at, '{date_short_pretty}'));
  const last = dates.at(-1);
  if (last === undefined) return '';
  if (dates.length === 1) return `\nOne look, on ${last}.`;
  return dates.length > MOST_DATES
    ? `\n${dates.length} looks, from ${dates[0]} to ${last}.`
    : `\nLooks on ${listed(dates)}.`;
}

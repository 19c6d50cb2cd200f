import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { asSentence } from '#features/as-sentence.ts';
import type { Subcommand } from '#features/feature.ts';
import { moment } from '#features/moment.ts';
import { titleOf } from '#features/title.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { AppError, detailOf } from '#shared/errors.ts';
import { unitsLine } from './details-sections.ts';
import { harmLines } from './harm-lines.ts';
import { type ReadNow, readNow } from './read-now.ts';
import { reportHeadline } from './report-blocks.ts';

/**
 * `/experiment analyze <key>`: reads progress, health and harm now, and repeats the newest report. Effects wait for the
 * registered looks.
 */
export const analyzeCommand: Subcommand = {
  word: 'analyze',
  usage: '<key>',
  help: 'read progress, health and harm now, with the newest report',
  changesNothing: true,
  run: async ({ coPilot, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const experiment = await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, 'analyze <key>'));
    // A reading may take longer than Slack waits for an answer.
    await tell('Reading the figures now.');
    const outcome = await readNow(coPilot, experiment);
    const now = (await coPilot.load(rest)) ?? experiment;
    const shown = await coPilot.chat.named(renderAnalysis(now, outcome));
    await respond({ ...shown, response_type: 'ephemeral' });
  },
};

/** What the data say now, without effects: those stand in the newest report. */
export function renderAnalysis(experiment: Experiment, outcome: ReadNow): ChatMessage {
  const title = escapeMrkdwn(oneLine(titleOf(experiment), 150));
  const lines = [outcomeLine(outcome), ...newestLines(experiment), ...reportLines(experiment)];
  const told = lines.filter((line) => line !== '');
  return message({
    text: `${title}. ${told.join(' ')}`,
    blocks: [section(bold(title)), ...told.map((line) => section(line))],
  });
}

function outcomeLine(outcome: ReadNow): string {
  if (outcome instanceof AppError) return `:warning: Nothing was read. ${asSentence(detailOf(outcome))}`;
  if (outcome === 'idle') return 'There is nothing to read now. `/experiment status` shows what comes next.';
  return outcome === 'fresh' ? 'The newest reading is less than 15 minutes old.' : '';
}

/** Units, health and harm of the newest reading, whichever kind it was. */
function newestLines(experiment: Experiment): readonly string[] {
  const newest = newestReading(experiment);
  if (newest === null || experiment.design === null) return [];
  const { plan } = experiment.design;
  const isSound = newest.analysis.health.state !== 'unhealthy';
  const harm = harmLines(plan, newest.analysis, newest.verdict);
  const none = isSound
    ? 'No harm is proven.'
    : 'The data are not sound, so neither effects nor harm are read.';
  const read = moment(newest.until, '{date_short_pretty} at {time}');
  return [`${unitsLine(plan, newest)}\n${bold('Read')}  ${read}`, ...(harm.length === 0 ? [none] : harm)];
}

function reportLines(experiment: Experiment): readonly string[] {
  const look = latestSnapshot(experiment);
  const next = nextScheduledAt(experiment);
  const when = next === null ? '' : ` The next look is on ${moment(next, '{date_short_pretty}')}.`;
  if (look === null) return next === null ? [] : [`Effects stay hidden until the first look.${when}`];
  const { plan } = experiment.design ?? {};
  return plan === undefined
    ? []
    : [`${bold('Newest report')}  ${reportHeadline(experiment, plan, look)}${when}`];
}

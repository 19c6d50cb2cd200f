import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import type { ReadingFault, ReadingTask } from '#domain/looks/state.ts';
import { asSentence } from '#features/as-sentence.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';

const RARELY = 'It tries again less and less often, at least once a day.';
const WHEN = '{date_short_pretty} at {time}';

interface Words {
  readonly fails: string;
  readonly means: string;
  readonly every: string;
  readonly works: string;
}

const WORDS: Readonly<Record<ReadingTask, Words>> = {
  look: {
    fails: 'The bot cannot read the figures of this experiment.',
    means: 'Until it can, it takes no look and does not notice harm.',
    every: 'It tries again every hour.',
    works: 'The bot reads the figures of this experiment again.',
  },
  'launch-check': {
    fails: 'The bot cannot check the canary.',
    means: 'Until it can, the share stays small.',
    every: 'It tries again every 15 minutes.',
    works: 'The bot checks the canary again.',
  },
};

/** What the bot reads over and over has failed for long: since when, why, what it means and what to do. */
export function renderReadingFailed({ experiment }: RenderContext): ChatMessage {
  const [task, fault] = newestTold(experiment.looks.faults ?? {});
  const { fails, means, every } = WORDS[task];
  const again = fault.rarely === true ? RARELY : every;
  const why = `It has failed since ${moment(fault.since, WHEN)}. ${asSentence(fault.detail)}`;
  const stop = `${inCardMenu('Pause')} switches the change off meanwhile.`;
  const next =
    experiment.status === 'running' || experiment.status === 'deciding'
      ? `${means} ${again} ${stop}`
      : `${means} ${again}`;
  return message({
    text: `${fails} ${why} ${next}`,
    blocks: [section(`:warning: *${fails}* ${why}\n${next} ${code(fault.code)}`)],
  });
}

/** What had failed works again. */
export function renderReadingRecovered({ experiment }: RenderContext): ChatMessage {
  const { recovery } = experiment.looks;
  const { works } = WORDS[recovery?.task ?? 'look'];
  const since = recovery === undefined ? '' : ` It had failed since ${moment(recovery.since, WHEN)}.`;
  return message({ text: `${works}${since}`, blocks: [section(`:white_check_mark: *${works}*${since}`)] });
}

/** The fault that the thread hears of. A message is posted by a commit that tells one, so there is one. */
function newestTold(
  faults: Readonly<Partial<Record<ReadingTask, ReadingFault>>>,
): readonly [ReadingTask, ReadingFault] {
  const { look, 'launch-check': check } = faults;
  if (check !== undefined && (check.toldAt ?? 0) > (look?.toldAt ?? 0)) return ['launch-check', check];
  return ['look', look ?? { since: 0, toldAt: null, mayPass: true, code: '', detail: '' }];
}

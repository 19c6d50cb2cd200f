import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { assured } from '#domain/assured.ts';
import { designOf } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import { weightWords } from '#features/amendment-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { reasonOf } from '#features/said.ts';

/** The registered end has moved. */
export function renderExtended({ experiment }: RenderContext): ChatMessage {
  const { plan, amendments } = designOf(experiment);
  const { change, approvedBy, reason } = assured(amendments?.at(-1), 'an amendment');
  const by = approvedBy.map(mention).join(' and ');
  const head = `Extended by ${by} from ${change.from} to ${change.to} days of running: about ${count(plan.sizing.plannedUnits)} units.`;
  const why = `Reason${reasonOf(reason)}.`;
  const rest = `${weightWords(experiment)} The next look follows on its day; buttons of earlier reports no longer decide.`;
  return message({
    text: `${head} ${why} ${rest}`,
    blocks: [section(`:calendar: *${head}*\n${why}\n${rest}`)],
  });
}

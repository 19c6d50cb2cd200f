import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, link } from '#block-kit/mrkdwn.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { RenderContext } from '#features/render-context.ts';
import { retryCleanUp } from './actions.ts';
import { endingWords } from './ending-words.ts';

/** Files that a message lists at most. */
const MOST_PLACES = 15;

/** The code still holds the flag although a clean-up was merged, so the flag stays. */
export function renderFlagLeft(context: RenderContext): ChatMessage {
  const { cleanUp } = context.experiment;
  const last = cleanUp?.earlier?.at(-1) ?? null;
  const places = cleanUp?.left?.places ?? [];
  const merged = last === null ? '' : `Clean-up pull request #${last.number} was merged, but `;
  const words = endingWords(context.experiment);
  const head = `${merged}${merged === '' ? 'The' : 'the'} ${words.holder} still holds the ${words.held}, so the flag stays.`;
  const counted = places.length === 1 ? words.leftOne : `${places.length} ${words.leftSome}`;
  const revert = cleanUp?.left?.revert;
  const why =
    revert === undefined ? words.leftWhy : `The merge was reverted by ${link(revert, 'this commit')}.`;
  const next =
    'Press Try again, and the bot opens a pull request for what is left. If it was taken out by hand meanwhile, Try again completes the experiment.';
  return message({
    text: `${head} ${counted}: ${shown(places).join(', ')}. ${next}`,
    blocks: [
      section(`:warning: *${head}*\n${why}`),
      section(`${counted}:\n${placeList(places)}\n${next}`),
      actions([retryCleanUp.button(context, { label: 'Try again' })]),
    ],
  });
}

/** Which part of the clean-up is open, after earlier ones; empty if it is the first. */
export function partWords({ cleanUp }: Experiment): string {
  const earlier = cleanUp?.earlier ?? [];
  if (earlier.length === 0) return '';
  return `, after ${earlier.map(({ number }) => `#${number}`).join(', ')}`;
}

/** The files that hold the flag even after the open pull request; none if it takes out all that was found. */
export function leftSection({ cleanUp }: Experiment): ChatMessage['blocks'] {
  const places = cleanUp?.left?.places ?? [];
  if (places.length === 0) return [];
  const words = `This is a part of the clean-up, so that it stays small enough to review. Files that still hold the flag after it:`;
  return [section(`:jigsaw: ${words}\n${placeList(places)}`)];
}

/** What follows the merge of the open clean-up pull request. */
export function nextAfterMerge(experiment: Experiment): string {
  const { cleanUp, decision } = experiment;
  if (cleanUp?.left !== undefined)
    return 'The flag stays until the rest is out of the code, too. When this part is merged, the bot opens the next one.';
  const { look: looks, found } = endingWords(experiment);
  const look = `When it is merged, ${looks}.`;
  return decision.record?.decision === 'ship'
    ? `${look} ${found}, the flag stays on for one more day, so that what was merged can be deployed. Then the bot looks again, removes the flag and completes the experiment.`
    : `${look} ${found}, the bot removes the flag and completes the experiment.`;
}

function shown(places: readonly string[]): readonly string[] {
  return places.slice(0, MOST_PLACES);
}

function placeList(places: readonly string[]): string {
  const more = places.length - MOST_PLACES;
  return bullets([...shown(places).map((path) => code(path)), ...(more > 0 ? [`and ${more} more`] : [])]);
}

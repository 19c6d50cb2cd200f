import { oneLine } from '#block-kit/text.ts';
import { displayNames } from '#desk/names.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FilterChoice, FilterChoices } from './filters.ts';
import { MINE, type PortfolioView } from './portfolio-view.ts';

/** Channels that the menu names. */
const MOST_CHANNELS = 100;
/** Characters of a name. */
const NAME = 60;

/** What the menus of a view offer, given the channels that the reader may see. */
export async function filterChoices(
  coPilot: Pick<CoPilot, 'chat' | 'choices'>,
  view: PortfolioView,
  channels: readonly string[],
): Promise<FilterChoices> {
  const { whose } = view;
  const isOther = whose !== null && whose !== MINE;
  const nameOf = await displayNames(coPilot, isOther ? [whose] : []);
  return {
    surfaces: coPilot.choices.surfaces,
    channels: await channelChoices(coPilot, channels.slice(0, MOST_CHANNELS)),
    person: isOther ? { value: whose, words: `Of ${nameOf(whose)}` } : null,
  };
}

async function channelChoices(
  { chat }: Pick<CoPilot, 'chat'>,
  channels: readonly string[],
): Promise<readonly FilterChoice[]> {
  const named = await Promise.all(
    channels.map(async (value) => {
      const name = await chat.channelNameOf(value).catch(() => null);
      return { value, words: name === null ? value : `#${oneLine(name, NAME)}` };
    }),
  );
  return named.toSorted((one, other) => one.words.localeCompare(other.words, 'en'));
}

import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { bareWord } from '#features/read-command/command-words.ts';
import type { SaidToBot } from '#features/said-to-bot.ts';
import { mayBeNamedIn, seenLines } from '#features/sight.ts';

/** What a question is about. */
export type AskedAbout =
  | { readonly kind: 'experiment'; readonly experiment: Experiment }
  /** A key was named that no experiment has which may be named here. */
  | { readonly kind: 'unknown'; readonly key: string }
  /** No experiment was named. */
  | { readonly kind: 'none' };

type Needs = Pick<CoPilot, 'store' | 'load' | 'sight' | 'chat' | 'people'>;

/** How many of the newest experiments are looked through. */
const NEWEST = 1_000;
/** How many words are looked up as keys. */
const LOOKED_UP = 4;
const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)+$/u;
/** Hardly a word of a language. */
const LONG_KEY = /^[a-z0-9]+(?:-[a-z0-9]+){2,}$/u;

/**
 * The experiment that a person asks about: the one whose key they name, or the one of the thread, or, said directly, their newest. For all
 * others and from elsewhere, one that does not show is as one that does not exist. Throws if the chat service does not tell who reads.
 */
export async function askedAbout(needs: Needs, said: SaidToBot): Promise<AskedAbout> {
  const lines = await needs.store.summaries({ limit: NEWEST });
  const named = await namedIn(needs, said, new Set(lines.map(({ key }) => key)));
  if (named !== null) return named;
  if (!said.isDirect) {
    const own = lines.find(({ channel, threadTs }) => channel === said.channel && threadTs === said.threadTs);
    return own === undefined || said.threadTs === null ? { kind: 'none' } : loaded(needs, own.key);
  }
  const { seen } = await seenLines(needs.sight, lines);
  const person = await needs.people.knownAs(said.user);
  const mine = seen.filter(({ requester, owner }) => person !== null && [requester, owner].includes(person));
  const newest = mine.find(({ status }) => !isFinished(status)) ?? mine[0];
  return newest === undefined ? { kind: 'none' } : loaded(needs, newest.key);
}

async function loaded({ load }: Pick<Needs, 'load'>, key: string): Promise<AskedAbout> {
  const experiment = await load(key);
  return experiment === null ? { kind: 'unknown', key } : { kind: 'experiment', experiment };
}

/** The experiment whose key is in the words; null if there is none that may be named here. */
async function namedIn(
  needs: Needs,
  { text, channel, isDirect }: SaidToBot,
  newest: ReadonlySet<string>,
): Promise<AskedAbout | null> {
  const words = [...new Set(text.split(/\s+/).map(bareWord))];
  const keys = words.filter((word) => newest.has(word) || KEY.test(word)).slice(0, LOOKED_UP);
  for (const key of keys) {
    const found = await needs.load(key);
    // All in the channel read the answer.
    if (found !== null && (isDirect || (await mayBeNamedIn(needs.chat, channel, found.delivery.channel))))
      return { kind: 'experiment', experiment: found };
  }
  const meant = keys.find((word) => words.length <= 3 || LONG_KEY.test(word));
  return meant !== undefined && isDirect ? { kind: 'unknown', key: meant } : null;
}

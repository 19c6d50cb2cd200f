import { unpacked } from '#agents/pack-run.ts';
import type { Command } from '#domain/command.ts';
import type { Commit } from '#domain/commit.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { loadTokens } from '#journal/tokens.ts';
import type { KeptAnswer } from '#ports/answer-store.ts';
import type { Session } from '#ports/session-store.ts';
import type { Store } from '#ports/store.ts';
import type { LastUse } from '#ports/token-store.ts';
import type { StoredClaim } from '#ports/transfer.ts';
import { everyAnswer, everyRun } from '#tools/move/contents.ts';

/** One text of a commit that mentions the person, and its path: `command.request.owner`. */
export interface Mention {
  readonly path: string;
  readonly text: string;
}

/** A commit that the person acted in or is mentioned in. */
export interface HeldCommit {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly command: string;
  /** The whole command if it is the person's own; null if it is another person's and mentions them. */
  readonly own: Command | null;
  readonly mentions: readonly Mention[];
}

/** A kept run of a model that mentions the person, with these texts. */
export interface HeldRun {
  readonly id: string;
  readonly experiment: string;
  /** ISO 8601. */
  readonly at: string;
  readonly mentions: readonly Mention[];
}

/** Everything that a store holds about one person. Of others there is nothing but pseudonyms. */
export interface Held {
  readonly person: string;
  /** Null if there is none, or if the key was erased. */
  readonly pseudonym: string | null;
  /** When the journal mentions the person first, ISO 8601; null if it does not. */
  readonly since: string | null;
  readonly commits: readonly HeldCommit[];
  readonly summaries: readonly ExperimentSummary[];
  readonly claims: readonly StoredClaim[];
  readonly runs: readonly HeldRun[];
  /** Browsers in which they are signed in to the desk. */
  readonly sessions: readonly Session[];
  /** When the person's API tokens were used last; that they were made stands among the commits. */
  readonly tokenUses: readonly LastUse[];
  /** What requests with these tokens were answered that may come again. */
  readonly answers: readonly KeptAnswer[];
}

type Readable = Pick<
  Store,
  | ('knownPseudonymOf' | 'streamKeys' | 'commits' | 'summaries' | 'claimsAfter')
  | ('run' | 'runLinesAfter' | 'sessionsOf' | 'tokenUses' | 'answersAfter')
>;

const PAGE = 1_000;
const ALL = 1_000_000;

/** Reads a store through for one person by Slack user id. Changes nothing, and makes no pseudonym. */
export async function heldAbout(store: Readable, person: string): Promise<Held> {
  const pseudonym = await store.knownPseudonymOf(person);
  const names = pseudonym === null ? [person] : [person, pseudonym];
  const isAbout = (text: string) => names.some((name) => namesExactly(text, name));
  const commits: HeldCommit[] = [];
  for await (const key of everyStream(store)) {
    for (const commit of await store.commits(key)) {
      const held = heldIn(commit, pseudonym, isAbout);
      if (held !== null) commits.push(held);
    }
  }
  commits.sort((a, b) => a.at.localeCompare(b.at));
  const summaries = await store.summaries({ limit: ALL });
  return {
    ...{ person, pseudonym, since: commits[0]?.at ?? null, commits },
    summaries: summaries.filter((summary) => mentionsIn(summary, isAbout).length > 0),
    claims: await claimsAbout(store, isAbout),
    runs: await runsAbout(store, isAbout),
    ...(await tokensAbout(store, pseudonym)),
    sessions: await store.sessionsOf(person),
  };
}

/** `p_abc` is not mentioned by `p_abcd`. */
function namesExactly(text: string, name: string): boolean {
  return text.split(/[^A-Za-z0-9_]+/).includes(name);
}

function heldIn(
  commit: Commit,
  pseudonym: string | null,
  isAbout: (text: string) => boolean,
): HeldCommit | null {
  const { id, at, command, events, effects } = commit;
  const acts = pseudonym !== null && command.actor.person === pseudonym;
  const mentions = mentionsIn({ command, events, effects }, isAbout);
  if (!acts && mentions.length === 0) return null;
  return {
    ...{ id, at: new Date(at).toISOString(), command: command.name },
    own: acts ? command : null,
    mentions,
  };
}

function mentionsIn(value: unknown, isAbout: (text: string) => boolean, path = ''): readonly Mention[] {
  if (typeof value === 'string') return isAbout(value) ? [{ path, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    mentionsIn(part, isAbout, path === '' ? name : `${path}.${name}`),
  );
}

async function runsAbout(store: Readable, isAbout: (text: string) => boolean): Promise<readonly HeldRun[]> {
  const held: HeldRun[] = [];
  for await (const { id, experiment, at, body } of everyRun(store)) {
    const mentions = mentionsIn(unpacked(body), isAbout);
    if (mentions.length > 0) held.push({ id, experiment, at: new Date(at).toISOString(), mentions });
  }
  return held.sort((a, b) => a.at.localeCompare(b.at));
}

async function tokensAbout(
  store: Readable,
  pseudonym: string | null,
): Promise<Pick<Held, 'tokenUses' | 'answers'>> {
  const all = [...((await loadTokens(store))?.byId.values() ?? [])];
  const own = new Set(all.filter(({ person }) => person === pseudonym).map(({ id }) => id));
  const answers: KeptAnswer[] = [];
  for await (const answer of everyAnswer(store)) if (own.has(answer.token)) answers.push(answer);
  return { tokenUses: (await store.tokenUses()).filter(({ token }) => own.has(token)), answers };
}

async function claimsAbout(
  store: Readable,
  isAbout: (text: string) => boolean,
): Promise<readonly StoredClaim[]> {
  const found: StoredClaim[] = [];
  let after: StoredClaim | null = null;
  for (;;) {
    const page: readonly StoredClaim[] = await store.claimsAfter(after, PAGE);
    found.push(...page.filter(({ scope, key }) => isAbout(scope) || isAbout(key)));
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) return found;
  }
}

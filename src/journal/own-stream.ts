import { type Entry, type Outcome, sealCommit } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

/** What a stream is read from. */
export type StreamReads = Pick<JournalStore, 'commits'>;
/** What a stream is written to. */
export type StreamWrites = Pick<JournalStore, 'commits' | 'append'>;

/** How the commands of streams that are no experiments are decided, and their commits folded. */
interface StreamRules<State, Command extends { readonly at: number }, Fact, Asked extends { kind: string }> {
  readonly decide: (present: State | null, command: Command) => Result<Outcome<Fact, Asked>, Refusal>;
  /** Commits of one stream, oldest first; `from` continues an earlier fold. */
  readonly fold: (commits: readonly Entry<Command, Fact, Asked>[], from: State | null) => State | null;
}

/** Streams of one kind, which hold nothing but commits of that kind: no other part of the product writes to them. */
export interface OwnStream<State, Command> {
  /** The state as the journal says, null before the first commit; `known` is an earlier one, from which it reads on. */
  readonly load: (store: StreamReads, stream: string, known?: State | null) => Promise<State | null>;
  /**
   * Loads, decides, appends; decides again if another writer was first, so that of two processes one is answered by what the other did.
   * Throws `journal.contended` after too many lost races.
   */
  readonly execute: (
    store: StreamWrites,
    stream: string,
    command: Command,
  ) => Promise<Result<State, Refusal>>;
}

/** Streams that go by these rules. */
export function ownStream<
  State extends Pick<Entry, 'version' | 'hash'>,
  Command extends { readonly at: number },
  Fact extends object,
  Asked extends { readonly kind: string },
>({ decide, fold }: StreamRules<State, Command, Fact, Asked>): OwnStream<State, Command> {
  const load = async (store: StreamReads, stream: string, known: State | null = null) => {
    const commits: readonly Entry[] = await store.commits(stream, known?.version ?? 0);
    return fold(commits as readonly Entry<Command, Fact, Asked>[], known);
  };
  return {
    load,
    execute: (store, stream, command) => {
      let present: State | null = null;
      return untilFirst(async () => {
        present = await load(store, stream, present);
        const decided = decide(present, command);
        if (decided.kind === 'refused') return decided;
        const commit = sealCommit(stream, present, command, decided.value);
        const written = fold([commit], present);
        return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
      });
    },
  };
}

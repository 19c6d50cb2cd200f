import { mayHoldSecrets } from '#agents/place/secret-paths.ts';
import type { Redaction } from '#agents/redaction.ts';
import type { CodeHost, PinnedRepository } from '#ports/code-host.ts';
import { deeply } from './deeply.ts';
import type { Tape } from './tape.ts';
import { tapedPort } from './taped-port.ts';

/** What is known of a repository without reading a file. */
interface PinnedFacts extends Pick<PinnedRepository, 'repository' | 'commit' | 'defaultBranch' | 'paths'> {
  /** Modes other than that of an ordinary file, by path. */
  readonly modes: Readonly<Record<string, string>>;
}

const ORDINARY = '100644';

/** The code host over a tape. Private parts of files and of what is written stand on it as the tokens that models see. */
export function tapedCodeHost(codeHost: CodeHost, tape: Tape, redaction: Redaction): CodeHost {
  const withheld = (text: string) => redaction.withhold(text).text;
  const pinned = async (
    name: string,
    args: readonly unknown[],
    pin: () => Promise<PinnedRepository | null>,
  ) => {
    let view: PinnedRepository | null = null;
    const facts = await tape.ask<PinnedFacts | null>({
      ...{ name: `codeHost.${name}`, args },
      really: async () => {
        view = await pin();
        return view === null ? null : factsOf(view);
      },
    });
    return facts === null ? null : tapedView(facts, tape, () => view ?? gone(), withheld);
  };
  return {
    ...tapedPort(
      tape,
      'codeHost',
      codeHost,
      ['checkWriteAccess', 'openPullRequest', 'commitTo', 'findRevert', 'readPullRequest'],
      (args) => args.map((one) => deeply(one, withheld)),
    ),
    pin: (...args) => pinned('pin', args, () => codeHost.pin(...args)),
    pinCommit: (...args) => pinned('pinCommit', args, () => codeHost.pinCommit(...args)),
  };
}

function factsOf({ repository, commit, defaultBranch, paths, mode }: PinnedRepository): PinnedFacts {
  const others = paths.flatMap((path) => {
    const found = mode(path);
    return found === null || found === ORDINARY ? [] : [[path, found] as const];
  });
  return { repository, commit, defaultBranch, paths, modes: Object.fromEntries(others) };
}

function tapedView(
  { modes, ...facts }: PinnedFacts,
  tape: Tape,
  view: () => PinnedRepository,
  withheld: (text: string) => string,
): PinnedRepository {
  const { commit, paths } = facts;
  const known = new Set(paths);
  return {
    ...facts,
    mode: (path) =>
      known.has(path) ? (Object.hasOwn(modes, path) ? (modes[path] ?? null) : ORDINARY) : null,
    read: (path) =>
      tape.ask({
        ...{ name: 'view.read', args: [commit, path] },
        really: () => view().read(path),
        // No model is shown such a file.
        keep: (text) => (text === null || mayHoldSecrets(path) ? null : withheld(text)),
      }),
    search: (text) =>
      tape.ask({ name: 'view.search', args: [commit, withheld(text)], really: () => view().search(text) }),
    unsearched: () =>
      tape.ask({ name: 'view.unsearched', args: [commit], really: () => view().unsearched() }),
  };
}

function gone(): never {
  throw new TypeError('the repository was not pinned');
}

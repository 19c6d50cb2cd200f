import { describe, expect, it } from 'vitest';
import type { PersonBody } from '#domain/command.ts';
import { type Commit, sealCommit } from '#domain/commit.ts';
import { notSent } from '#sandbox/stand-ins/slack/people/outcome.ts';
import { DAY } from '#shared/clock.ts';
import { forwardMoves, play } from '#test/support/arbitraries.ts';
import { START } from '#test/support/experiments.ts';
import type { Act } from '#tools/chaos/act.ts';
import { checkActs } from '#tools/chaos/check/check-acts.ts';
import type { Problem } from '#tools/chaos/check/problem.ts';
import { openFreshStore } from '#tools/chaos/fresh-store.ts';
import { openWorld, type World } from '#tools/chaos/world.ts';

const AT = START + DAY;

function commitsAfter(moves: number): readonly Commit[] {
  return play(forwardMoves(moves)).flatMap(({ commit }) => (commit === null ? [] : [commit]));
}

/** The same history under another key, on the surface that is given. */
function underKey(key: string, surface: string, commits: readonly Commit[]): readonly Commit[] {
  const moved: Commit[] = [];
  for (const commit of commits) {
    const { command, events, effects }: Commit = JSON.parse(
      JSON.stringify(commit).replaceAll('"surface":"gate"', `"surface":"${surface}"`),
    );
    moved.push(sealCommit(key, moved.at(-1) ?? null, command, { events, effects }));
  }
  return moved;
}

/** An act of Sam's that was taken, and of which nothing is in the journal. */
function vanished(command: PersonBody, seen: ReadonlyMap<string, number>): Act {
  const version = seen.get('gate') ?? 0;
  return {
    ...{ person: 'sam', words: `sam asks for ${command.name}`, experiment: 'gate', command, idea: null },
    ...{ at: AT, version, seen, answerTo: 'r1', outcome: null, letter: null, done: Promise.resolve() },
    answers: [{ status: 200, body: '' }],
    ended: { at: AT, version, seen },
  };
}

/** What the check calls lost if these histories lie in the store and this act was done. */
async function lostOf(
  histories: readonly (readonly Commit[])[],
  command: PersonBody,
  prepare: (world: World) => void = () => {},
): Promise<readonly string[]> {
  const found = await problemsOf(histories, command, prepare);
  return found.filter(({ kind }) => kind === 'lost').map(({ what }) => what);
}

async function problemsOf(
  histories: readonly (readonly Commit[])[],
  command: PersonBody,
  prepare: (world: World) => void,
): Promise<readonly Problem[]> {
  const { store, dispose } = await openFreshStore(null);
  const world = await openWorld({ seed: 1, store });
  try {
    for (const commit of histories.flat()) await store.append(commit);
    const ends = histories.map((commits) => [commits[0]?.experiment ?? '', commits.length] as const);
    world.acts.push(vanished(command, new Map(ends)));
    prepare(world);
    return await checkActs(world);
  } finally {
    await world.close();
    await dispose();
  }
}

/** Sam was told through this response address that something did not work. */
function told(cameThrough: string, text = 'That did not work (error abc).'): (world: World) => void {
  return ({ sandbox: { slack } }) => {
    const state = slack.snapshot();
    const place = { channel: 'C000000GROW', ts: '1.1', to: slack.userId('sam'), user: slack.botUserId };
    const message = { type: 'ephemeral', ...place, text, blocks: [], came_through: cameThrough } as const;
    slack.restore({ ...state, ephemerals: [message] });
  };
}

const PAUSE: PersonBody = { name: 'pause', reason: 'to look' };
const RUNNING = commitsAfter(8);
const IMPLEMENTED = commitsAfter(6);

function launchCommand(): PersonBody {
  const { command } = play(forwardMoves(20)).find((step) => step.command.name === 'launch') ?? {};
  if (command?.name !== 'launch') throw new Error(`not a launch but ${command?.name}`);
  return { name: 'launch', planHash: command.planHash, conflicts: [], message: null };
}

describe('the check of acts', () => {
  it('finds an act that was taken and is not in the journal', async () => {
    expect(await lostOf([RUNNING], PAUSE)).toEqual(['sam asks for pause, which was taken']);
  });

  it('excuses it by what was told to that very act alone', async () => {
    expect(await lostOf([RUNNING], PAUSE, told('r1'))).toEqual([]);
    expect(await lostOf([RUNNING], PAUSE, told('r1', 'Nothing was done. Try again in a minute.'))).toEqual(
      [],
    );
    expect(await lostOf([RUNNING], PAUSE, told('r2'))).toEqual(['sam asks for pause, which was taken']);
  });

  it('tells what another workspace brought about from what came twice', async () => {
    const [proposed] = RUNNING;
    if (proposed?.command.actor.person == null) throw new Error('no person proposed');
    const { person } = proposed.command.actor;
    const kinds = async (isForged: boolean) => {
      const { store, dispose } = await openFreshStore(null);
      const world = await openWorld({ seed: 1, store });
      try {
        await store.pseudonymOf(world.sandbox.slack.userId('mia'), person);
        await store.append(proposed);
        if (isForged) world.forged.add('mia');
        return (await checkActs(world)).map(({ kind }) => kind);
      } finally {
        await world.close();
        await dispose();
      }
    };
    expect(await kinds(true)).toEqual(['unauthorised']);
    expect(await kinds(false)).toEqual(['doubled']);
  });

  it('finds an answer that Slack does not show', async () => {
    const shown = (problem: string | null) => (world: World) => {
      told('r1')(world);
      for (const act of world.acts) act.outcome = { ...notSent({ problem }), status: 200 };
    };
    expect(await lostOf([RUNNING], PAUSE, shown(null))).toEqual([]);
    expect(await lostOf([RUNNING], PAUSE, shown('invalid_blocks'))).toEqual([
      'the answer to sam asks for pause, which Slack does not show: invalid_blocks',
    ]);
  });

  it('excuses a launch only if another experiment is out on the same surface', async () => {
    const lost = ['sam asks for launch, which was taken'];
    const launch = launchCommand();
    expect(await lostOf([IMPLEMENTED, underKey('rival', 'gate', RUNNING)], launch)).toEqual([]);
    expect(await lostOf([IMPLEMENTED, underKey('rival', 'checkout', RUNNING)], launch)).toEqual(lost);
    expect(await lostOf([IMPLEMENTED, underKey('rival', 'gate', IMPLEMENTED)], launch)).toEqual(lost);
  });
});

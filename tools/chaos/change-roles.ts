import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import { newestSettings } from '#settings/settings-journal.ts';
import { type Problem, stuck } from './check/problem.ts';
import type { Candidate } from './roles.ts';
import { work } from './work.ts';
import type { World } from './world.ts';

/** An admin changes who holds the approver role in the settings, while experiments run. */
export function changeRoles(world: World, holders?: readonly Candidate[]): void {
  const { roles, sandbox, note, tally } = world;
  const before = roles.latest().holders;
  roles.change(sandbox.clock.now(), holders);
  const { holders: now } = roles.latest();
  if (before.some((name) => !now.includes(name))) tally.rolesTaken += 1;
  note(`ada changes the approvers from ${before.join(' and ')} to ${now.join(' and ')}`);
}

/** Notes it if every process has taken the latest roles over. What a person begins from then on goes by them. */
export async function observeRoles({ roles, processes, store, sandbox }: World): Promise<void> {
  const { holders, from, knownFrom } = roles.latest();
  if (knownFrom !== null) return;
  const newest = await newestSettings(store);
  const wanted = await Promise.all(holders.map((name) => store.knownPseudonymOf(sandbox.slack.userId(name))));
  const isWritten = newest !== null && newest.settings.roles.approvers.join() === wanted.join();
  const isKnown = processes.every(({ settingsVersion, startedAt }) => {
    const version = settingsVersion();
    return version === null ? startedAt > from : isWritten && version >= newest.version;
  });
  if (isKnown) roles.know(sandbox.clock.now());
}

/** Whether every process acts by the latest roles after a tick of each, when nothing goes wrong any more. */
async function isTakenOver(world: World): Promise<boolean> {
  for (const process of world.processes) process.tick();
  await work(world);
  await observeRoles(world);
  return world.roles.latest().knownFrom !== null;
}

/**
 * Nothing goes wrong any more: the last change is taken over, and then one more, after which others hold the role than before: two
 * of the three, if two of them may vote on everything that is unfinished, or else all.
 */
export async function settleRoles(world: World): Promise<readonly Problem[]> {
  const { roles, chance } = world;
  if (roles.file === null) return [];
  const late = [stuck(`the roles of ${roles.latest().holders.join(' and ')} never came into force`)];
  if (!(await isTakenOver(world))) return late;
  const two =
    chance.pick([
      ['priya', 'sam'],
      ['priya', 'ada'],
      ['sam', 'ada'],
    ] as const) ?? [];
  changeRoles(world, (await mayVoteOnAll(world, two)) ? two : ['priya', 'sam', 'ada']);
  return (await isTakenOver(world)) ? [] : late;
}

async function mayVoteOnAll(world: World, names: readonly Candidate[]): Promise<boolean> {
  for (const experiment of await world.experiments()) {
    const free = await votersAmong(world, experiment, names);
    if (!isFinished(experiment.status) && free.length < names.length) return false;
  }
  return true;
}

/** Those of these people who are no author of an experiment. */
export async function votersAmong(
  { store, sandbox }: World,
  { proposal, request }: Experiment,
  names: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const authors = [proposal.requester, request.owner, ...proposal.authors];
  const persons = await Promise.all(names.map((name) => store.knownPseudonymOf(sandbox.slack.userId(name))));
  return names.filter((_, index) => !authors.includes(persons[index] ?? ''));
}

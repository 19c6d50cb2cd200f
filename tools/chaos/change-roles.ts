import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import { newestSettings } from '#settings/settings-journal.ts';
import { type Problem, stuck } from './check/problem.ts';
import { CANDIDATES, type Candidate } from './roles.ts';
import { work } from './work.ts';
import type { World } from './world.ts';

/** A first vote that waits for its second makes a change so much likelier: it is what the change can spoil. */
const WITH_A_VOTE = 5;

/** Now and then an admin changes who holds the approver role, above all if the vote of one of them waits for a second. */
export async function changeRolesSometimes(world: World): Promise<void> {
  await observeRoles(world);
  if (!world.roles.mayChange()) return;
  const waiting = await waitingVoters(world);
  if (!world.roles.isDue(waiting.length > 0 ? WITH_A_VOTE : 1)) return;
  changeRoles(world, world.roles.drawOthers(waiting));
  if (waiting.length > 0) for (const process of world.processes) process.tick();
}

/** An admin changes who holds the approver role in the settings. */
function changeRoles({ roles, sandbox, note, tally }: World, holders: readonly Candidate[]): void {
  const before = roles.latest().holders;
  roles.change(sandbox.clock.now(), holders);
  if (before.some((name) => !holders.includes(name))) tally.rolesTaken += 1;
  note(`ada changes the approvers from ${before.join(' and ')} to ${holders.join(' and ')}`);
}

/** The people whose first vote waits for a second one. */
async function waitingVoters(world: World): Promise<readonly Candidate[]> {
  const names: Candidate[] = [];
  const persons = await personsOf(world, CANDIDATES);
  for (const { status, design, code, decision } of await world.experiments()) {
    const voters = [
      ...(status === 'in-review' ? (design?.approvals ?? []).map(({ person }) => person) : []),
      ...(status === 'implemented' ? [code?.launchVote?.by] : []),
      decision.pendingOverride?.by,
    ];
    names.push(...CANDIDATES.filter((_, index) => voters.includes(persons[index] ?? '')));
  }
  return names;
}

/** Notes it if every process has taken the latest roles over. What a person begins from then on goes by them. */
async function observeRoles(world: World): Promise<void> {
  const { roles, processes, store, sandbox } = world;
  const { holders, from, knownFrom } = roles.latest();
  if (knownFrom !== null) return;
  const newest = await newestSettings(store);
  const wanted = await personsOf(world, holders);
  const isWritten = newest !== null && newest.settings.roles.approvers.join() === wanted.join();
  const isKnown = processes.every(({ settingsVersion, startedAt }) => {
    const version = settingsVersion();
    return version === null ? startedAt > from : isWritten && version >= newest.version;
  });
  if (isKnown) roles.know(sandbox.clock.now());
}

/** A tick may join a reading of the file that began before the change; the next one reads it anew. */
const TICKS = 2;

/** Whether every process acts by the latest roles after two ticks of each, when nothing goes wrong any more. */
async function isTakenOver(world: World): Promise<boolean> {
  for (let ticks = 0; ticks < TICKS && world.roles.latest().knownFrom === null; ticks += 1) {
    for (const process of world.processes) process.tick();
    await work(world);
    await observeRoles(world);
  }
  return world.roles.latest().knownFrom !== null;
}

/**
 * Nothing goes wrong any more: the last change is taken over, and then one more. Who has given a first vote has lost the role by
 * then, if two others may vote on everything that is unfinished; else all hold it.
 */
export async function settleRoles(world: World): Promise<readonly Problem[]> {
  const { roles } = world;
  if (roles.file === null) return [];
  const late = [stuck(`the roles of ${roles.latest().holders.join(' and ')} never came into force`)];
  if (!(await isTakenOver(world))) return late;
  const waiting = await waitingVoters(world);
  const others = CANDIDATES.filter((name) => !waiting.includes(name));
  const two = others.length >= 2 ? others.slice(-2) : roles.drawOthers([]);
  changeRoles(world, two.length === 2 && (await mayVoteOnAll(world, two)) ? two : CANDIDATES);
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
  world: World,
  { proposal, request }: Experiment,
  names: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const authors = [proposal.requester, request.owner, ...proposal.authors];
  const persons = await personsOf(world, names);
  return names.filter((_, index) => !authors.includes(persons[index] ?? ''));
}

/** Their pseudonyms; null for a person whom the bot does not know yet. */
function personsOf(
  { store, sandbox }: World,
  names: readonly Candidate[],
): Promise<readonly (string | null)[]> {
  return Promise.all(names.map((name) => store.knownPseudonymOf(sandbox.slack.userId(name))));
}

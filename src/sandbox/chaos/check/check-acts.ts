import type { Command } from '#domain/command.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Actor } from '#domain/experiment.ts';
import type { Act } from '../acts.ts';
import type { World } from '../world.ts';
import { doubled, lost, type Problem } from './problem.ts';

/** Everything that a person did and that was taken is in the journal once, or was refused by the rules. */
export async function checkActs(world: World): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const actors = await actorsOf(world);
  const commits = new Map<string, readonly Commit[]>();
  for (const { key } of await world.experiments()) commits.set(key, await world.store.commits(key));
  const used = new Map<Act, string>();
  for (const commit of [...commits.values()].flat()) {
    if (commit.command.actor.person === null) continue;
    const likely = world.acts.filter((one) => !used.has(one) && isOf(world, one, commit, actors));
    const act = likely.find(isAccepted) ?? likely[0];
    if (act !== undefined) used.set(act, commit.id);
    else if (commit.command.name !== 'retryEffect') {
      problems.push(doubled(`${commit.id} ${commit.command.name}: nobody did this so often`));
    }
  }
  for (const act of world.acts) {
    if (used.has(act) || !isAccepted(act) || isTold(world, act)) continue;
    const history = commits.get(act.experiment ?? '') ?? [];
    if (!isLegitimatelyRefused(act, history, actors.get(act.person), commits.size - 1))
      problems.push(lost(`${act.words}, which was taken`));
  }
  return problems;
}

/** Pseudonyms and roles by the name in the workspace. */
async function actorsOf({ sandbox, store }: World): Promise<ReadonlyMap<string, Actor>> {
  const { approvers, admins } = sandbox.config;
  const actors = new Map<string, Actor>();
  for (const { id, name } of Object.values(sandbox.slack.snapshot().users)) {
    const person = await store.pseudonymOf(id, `p_never-seen-${name}`);
    const roles = [
      ...(approvers.includes(id) ? (['approver'] as const) : []),
      ...(admins.includes(id) ? (['admin'] as const) : []),
    ];
    actors.set(name, { person, roles });
  }
  return actors;
}

function isOf(
  world: World,
  act: Act,
  { command, experiment, version }: Commit,
  actors: ReadonlyMap<string, Actor>,
): boolean {
  // What was never carried to the bot cannot have come of it.
  if (act.answers.length === 0 || actors.get(act.person)?.person !== command.actor.person) return false;
  if (command.name === 'propose') return act.idea === command.request.idea;
  if (act.experiment !== experiment || act.command?.name !== command.name || version <= act.version)
    return false;
  // What is answered is in the journal by then, unless the person was told that it takes longer.
  if (version > (act.ended?.version ?? version) && !isTold(world, act)) return false;
  if (command.name !== 'decide') return true;
  return act.command.name === 'decide' && act.command.decision === command.decision;
}

/** The person was told that it is taken: any copy was answered well, and no error was shown in a form. */
function isAccepted({ answers, command, idea }: Act): boolean {
  const asks = command !== null || idea !== null;
  return asks && answers.some(({ status, body }) => status === 200 && !body.includes('"errors"'));
}

/** The person was told alone that it may not have worked. */
function isTold({ sandbox }: World, { person, told }: Act): boolean {
  const later = sandbox.slack.ephemerals(person).slice(told);
  return later.some(({ text }) => /did not work|longer than usual/.test(text));
}

/** Whether the rules refuse it at some moment between the act and its answer. */
function isLegitimatelyRefused(
  act: Act,
  history: readonly Commit[],
  actor: Actor | undefined,
  others: number,
): boolean {
  if (act.command === null || actor === undefined) return false;
  const last = act.ended?.version ?? history.length;
  for (let version = act.version; version <= last; version += 1) {
    const state = fold(history.slice(0, version));
    for (const at of [act.at, act.ended?.at ?? act.at]) {
      const command: Command = { ...act.command, actor, at };
      if (decide(state, command).kind === 'refused') return true;
      // What else is out on the surface is looked up when a launch is asked for.
      if (command.name === 'launch' && others > 0) return true;
    }
  }
  return false;
}

import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { occupiesSurface, type Status } from '#domain/status.ts';
import { typeCommand } from './acts.ts';
import { mergeOne, pressNewest } from './people.ts';
import type { World } from './world.ts';

/** What brings an experiment on: an act that was begun, or only time. */
export type Progress = 'acted' | 'waits' | 'ended';

const APPROVERS = ['priya', 'sam'] as const;

/** Does the next thing that a sensible person would do about an experiment. */
export async function bringOn(world: World, experiment: Experiment): Promise<Progress> {
  const { status, key, failure, delivery } = experiment;
  // Before that no change of the flag can be tried again; the message that asks for it may have failed itself.
  if (experiment.tampering.open !== null && status !== 'completed') {
    const approver = world.chance.pick(APPROVERS) ?? 'priya';
    if ((await pressed(world, experiment, approver, /^restore_flag$/)) === 'acted') return 'acted';
  }
  if (delivery.failedEffects.length > 0) {
    await typeCommand(world, 'priya', `retry ${key}`);
    return 'acted';
  }
  if (status === 'completed' || status === 'cancelled') return 'ended';
  if (BEFORE_MERGE.includes(status) && (await isRepeated(world, experiment))) {
    await typeCommand(world, 'mia', `cancel ${key} proposed twice`);
    return 'acted';
  }
  if (experiment.decision.record?.decision === 'ship' && experiment.launch?.pause != null) {
    await typeCommand(world, 'sam', `resume ${key}`);
    return 'acted';
  }
  if (failure !== null) return pressed(world, experiment, 'mia', /^retry_(design|implementation|clean_up)$/);
  switch (status) {
    case 'in-review':
      return pressed(world, experiment, world.chance.pick(APPROVERS) ?? 'priya', /^approve_plan$/);
    case 'implemented':
      if (experiment.code?.pullRequest.mergedAt === null)
        return (await mergeOne(world, experiment)) ? 'acted' : 'waits';
      return (await isSurfaceFree(world, experiment))
        ? pressed(world, experiment, world.chance.pick(APPROVERS) ?? 'priya', /^launch$/)
        : 'waits';
    case 'paused':
      await typeCommand(world, 'sam', `resume ${key}`);
      return 'acted';
    case 'deciding':
      return decide(world, experiment);
    case 'cleaning-up':
      return (await mergeOne(world, experiment)) ? 'acted' : 'waits';
    default:
      return 'waits';
  }
}

const BEFORE_MERGE: readonly Status[] = ['draft', 'in-review', 'approved', 'implementing', 'implemented'];

/** A person whose form seemed to fail proposed again; two experiments that change the same lines would conflict. */
async function isRepeated(world: World, { key, request, proposal: { at } }: Experiment): Promise<boolean> {
  const all = await world.experiments();
  return all.some(
    (other) =>
      other.request.idea === request.idea &&
      (other.proposal.at < at || (other.proposal.at === at && other.key < key)),
  );
}

/** A careful approver launches only if no other experiment runs on the same surface. */
async function isSurfaceFree(world: World, { key, request }: Experiment): Promise<boolean> {
  const all = await world.experiments();
  return all.every(
    (other) =>
      other.key === key || other.request.surface !== request.surface || !occupiesSurface(other.status),
  );
}

/** The first of two votes is confirmed by the other; otherwise the recommendation is followed. */
function decide(world: World, experiment: Experiment): Promise<Progress> {
  const person = world.chance.pick(APPROVERS) ?? 'priya';
  if (experiment.decision.pendingOverride !== null)
    return pressed(world, experiment, person, /^confirm_|^decide_(end|drop)$/);
  const recommended = latestSnapshot(experiment)?.verdict.recommendation;
  const wanted = {
    ship: /^decide_ship$/,
    kill: /^decide_kill$/,
    'end-without-winner': /^decide_end$/,
    'drop-variant': /^decide_drop$/,
    extend: /^decide_(keep|end)$/,
    iterate: /^decide_end$/,
    'dig-into-segments': /^decide_end$/,
    'ask-person': /^decide_(ship|end)$/,
    'do-not-read': /^decide_end$/,
    'halt-for-privacy': /^decide_end$/,
  } as const;
  if (recommended === undefined || recommended === 'keep-running') {
    return pressed(world, experiment, person, /^decide_(end|kill|keep)$/);
  }
  return pressed(world, experiment, person, wanted[recommended]);
}

async function pressed(
  world: World,
  experiment: Experiment,
  person: string,
  pattern: RegExp,
): Promise<Progress> {
  return (await pressNewest(world, experiment, person, (actionId) => pattern.test(actionId)))
    ? 'acted'
    : 'waits';
}

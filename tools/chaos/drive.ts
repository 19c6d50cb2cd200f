import type { Experiment } from '#domain/experiment.ts';
import { occupiesSurface } from '#domain/status.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { typeCommand } from './acts.ts';
import { changeRolesSometimes } from './change-roles.ts';
import { sendForeign } from './foreign.ts';
import { IDEAS } from './ideas.ts';
import { carelessAct, dealWithForm, PERSONS, pressNewest } from './people.ts';
import { bringOn } from './progress.ts';
import { tamper } from './tamper.ts';
import { VENDORS } from './weather.ts';
import { work } from './work.ts';
import type { World } from './world.ts';

type Deed = (world: World) => Promise<void> | void;

/** What may happen next, and how often against the others. */
const DEEDS: readonly (readonly [number, Deed])[] = [
  [16, workTogether],
  [5, (world) => work(world)],
  [16, progress],
  [5, careless],
  [8, crowdSomewhere],
  [8, carryOne],
  [6, (world) => pollAll(world)],
  [4, (world) => world.chance.pick(world.processes)?.tick()],
  [6, passTime],
  [1, skew],
  [1, restart],
  [2, leave],
  [1, tamper],
  [2, sendForeign],
  [1, (world) => world.weather.lockStore()],
  [1, (world) => world.weather.fillDisk()],
  [1, (world) => world.weather.bringDown(world.chance.pick(VENDORS) ?? 'slack')],
];
/** Every deed as often as its weight says. */
const LOTS = DEEDS.flatMap(([weight, deed]) => Array.from({ length: weight }, () => deed));

/** Lets so many things happen, in an order that chance draws. */
export async function drive(world: World, deeds: number, wanted: number): Promise<void> {
  const first = world.chance.between(0, IDEAS.length - 1);
  for (let done = 0; done < deeds; done += 1) {
    await changeRolesSometimes(world);
    if (await proposeOne(world, first, wanted)) continue;
    await world.chance.pick(LOTS)?.(world);
  }
}

/** Proposes what is still missing, now and then. */
async function proposeOne(world: World, first: number, wanted: number): Promise<boolean> {
  const begun = await world.experiments();
  if (begun.length >= wanted || !world.chance.happens(0.5)) return false;
  const unused = IDEAS.filter(({ words }) => begun.every(({ request }) => request.idea !== words));
  const idea = unused[first % unused.length];
  const open = world.sandbox.slack.openViews('mia').length > 0;
  if (idea === undefined || open || isProposed(world, idea.words)) return false;
  await typeCommand(world, 'mia', `new ${idea.words}`);
  return true;
}

/** Asked for and not answered yet, or answered well. */
function isProposed({ acts }: World, words: string): boolean {
  return acts.some(({ idea, words: did, outcome }) => {
    if (outcome === null) return did.includes(words) || idea === words;
    return idea === words && outcome.status === 200;
  });
}

async function progress(world: World): Promise<void> {
  for (const person of PERSONS) if (await dealWithForm(world, person)) return;
  const experiment = world.chance.pick(await world.experiments());
  if (experiment === undefined) return;
  // A plan in review waits for several people, who may come at the same moment.
  if (experiment.status === 'in-review' && world.chance.happens(0.6)) return crowd(world, experiment);
  if ((await bringOn(world, experiment)) === 'waits') await passTime(world);
}

async function careless(world: World): Promise<void> {
  const experiment = world.chance.pick(await world.experiments());
  if (experiment !== undefined) await carelessAct(world, experiment);
}

/** Every process looks for work while others are at it. */
async function workTogether(world: World): Promise<void> {
  pollAll(world);
  await work(world, world.chance.between(1, 40));
}

async function crowdSomewhere(world: World): Promise<void> {
  const experiment = world.chance.pick(await world.experiments());
  if (experiment !== undefined) await crowd(world, experiment);
}

/**
 * Several people act at once, while every process ticks; what they sent arrives together, or on each other's heels, and
 * others join while what came of it is still under way.
 */
async function crowd(world: World, experiment: Experiment): Promise<void> {
  const { chance, waiting, processes } = world;
  await work(world);
  for (const process of processes) process.tick();
  for (let wave = chance.between(1, 3); wave > 0; wave -= 1) {
    for (const person of PERSONS) if (chance.happens(0.8)) await joinIn(world, experiment, person);
    const apart = chance.pick([0, 25]) ?? 0;
    for (const letter of waiting.splice(0)) {
      world.deliver(letter);
      await work(world, chance.between(0, apart));
    }
    await work(world, chance.between(10, 60));
  }
}

function joinIn(world: World, experiment: Experiment, person: string): Promise<unknown> {
  if (occupiesSurface(experiment.status) && world.chance.happens(0.5))
    return typeCommand(world, person, stopOrGo(world, experiment));
  return pressNewest(world, experiment, person, (actionId) => WEIGHTY.test(actionId));
}

function stopOrGo({ chance }: World, { key }: Experiment): string {
  return chance.happens(0.5) ? `pause ${key} all at once` : `resume ${key}`;
}

/** Buttons that move an experiment. */
const WEIGHTY = /^(approve_plan|launch|decide_|confirm_|undo)/;

function carryOne(world: World): void {
  const letter = world.chance.pick(world.waiting);
  if (letter === undefined) return;
  world.waiting.splice(world.waiting.indexOf(letter), 1);
  world.deliver(letter);
}

/** Lets every process look for work, as its poll does. */
export function pollAll({ processes }: World): void {
  for (const process of processes) process.drain();
}

async function passTime(world: World): Promise<void> {
  const { chance, sandbox, processes } = world;
  const longest = chance.pick([MINUTE, MINUTE, 20 * MINUTE, 2 * HOUR, DAY, 3 * DAY]) ?? MINUTE;
  const passed = chance.between(1, longest);
  world.note(`${Math.round(passed / MINUTE)} minutes pass`);
  await world.agenda.flush();
  sandbox.clock.advance(passed);
  for (const process of processes) process.tick();
  pollAll(world);
}

/** One replica's clock goes wrong, ahead or behind. */
function skew({ chance, processes }: World): void {
  const process = chance.pick(processes);
  if (process !== undefined) process.life.skew = chance.between(-5_000, 5_000);
}

/** One process is stopped in good order, as by a deployment. */
function leave({ chance, processes, stop }: World): void {
  const process = chance.pick(processes);
  if (process !== undefined) stop(process);
}

async function restart(world: World): Promise<void> {
  const victim = world.chance.pick(world.processes);
  if (victim !== undefined && world.chance.happens(0.5)) {
    world.tally.killed += 1;
    world.kill(victim);
  }
  if (world.processes.length < 3) await world.start();
}

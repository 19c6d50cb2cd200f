import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUTHORITY, type PersonActor } from '#domain/actor.ts';
import { PERMISSIONS } from '#domain/authority/permissions.ts';
import type { Command, CommandName } from '#domain/command.ts';
import { type Commit, fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { WORK_BUDGET } from '#domain/design/work-budget.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { COMMAND_NAMES, commandOf, isCommandName } from '#test/support/arbitraries-commands.ts';
import { START } from '#test/support/experiments.ts';
import { experimentIn } from '#test/support/experiments-by-status.ts';
import { STATUSES } from '#test/support/statuses.ts';

/** People who may be anything: the requester, the owner, editors; the role comes and goes. */
const PEOPLE = ['p-requester', 'p-owner', 'p-editor', 'p-approver', 'p-second', 'p-third', 'p-bystander'];
const RISKS = ['low', 'high'] as const;
const NAMES: readonly CommandName[] = COMMAND_NAMES.filter(isCommandName).filter(
  (name) => name !== 'propose',
);
/** Sequences go on from every status at every risk, so that late acts are reached, and most often from where votes are taken. */
const VOTING: readonly Status[] = ['in-review', 'implemented', 'running', 'deciding'];
const STARTS: readonly (() => Experiment)[] = [
  ...STATUSES.flatMap((status) => RISKS.map((risk) => () => experimentIn(status, risk))),
  ...Array.from({ length: 6 }, () => VOTING.map((status) => () => experimentIn(status, 'high'))).flat(),
];

/** Acts that take votes are drawn more often, so that quorums are reached. */
const VOTED: readonly CommandName[] = ['approve', 'launch', 'decide', 'undo', 'extend', 'approveAmendment'];

/** So are acts of people: the bot’s own are two thirds of all. */
const OF_PEOPLE: readonly CommandName[] = Object.keys(PERMISSIONS)
  .map((act) => act.split(' ')[0] ?? '')
  .filter(isCommandName)
  .filter((name) => name !== 'propose');

const step = fc.record({
  name: fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom(...OF_PEOPLE), fc.constantFrom(...VOTED)),
  person: fc.constantFrom(...PEOPLE),
  /** Who holds the approver role at this act. */
  holders: fc.subarray(PEOPLE, { minLength: 3 }),
  draw: fc.nat(5_000),
  hours: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30) }),
});
interface Step {
  readonly name: CommandName;
  readonly person: string;
  readonly holders: readonly string[];
  readonly draw: number;
  readonly hours: number;
}

/** One act, as the journal holds it, with the state before and after. */
interface Played {
  readonly before: Experiment;
  readonly commit: Commit;
}

function play(start: Experiment, steps: readonly Step[]): readonly Played[] {
  const played: Played[] = [];
  let state = start;
  // In the hour in which a decision can be undone, if there is one.
  let at = start.decision.record?.at ?? START + 100 * DAY;
  for (const [index, { name, person, holders, draw, hours }] of steps.entries()) {
    at += hours * HOUR;
    const holds = holders.includes(person);
    const actor: PersonActor = {
      ...{ person, roles: holds ? ['approver'] : [], authority: AUTHORITY },
      ...(holds ? { approvers: holders } : {}),
    };
    const command = commandOf(name, { state, fits: true, draw, step: 200 + index }, actor, at);
    const decided = decide(state, command);
    if (decided.kind === 'refused') continue;
    const previous = { version: state.version, hash: '0'.repeat(64) };
    const commit: Commit = sealCommit('gate', previous, command, decided.value);
    const after = fold([commit], state);
    if (after === null) throw new Error('no state');
    played.push({ before: state, commit });
    state = after;
  }
  return played;
}

function isAuthor({ proposal, request }: Experiment, person: string): boolean {
  return proposal.authors.includes(person) || proposal.requester === person || request.owner === person;
}

/** The people who stand behind an event that approves, launches, decides or changes the plan; null if it is none of these. */
function behind(event: ExperimentEvent, before: Experiment): readonly string[] | null {
  switch (event.type) {
    case 'approved':
      if (!event.complete) return [event.person];
      return [
        ...(before.design?.approvals ?? [])
          .filter(
            ({ planHash, person }) => planHash === event.planHash && event.lapsed?.includes(person) !== true,
          )
          .map(({ person }) => person),
        event.person,
      ];
    case 'launched':
      return event.first === undefined ? [event.person] : [event.first, event.person];
    case 'decided':
      return event.record.unattended === undefined ? event.record.by : null;
    case 'planAmended':
      return event.amendment.approvedBy;
    default:
      return null;
  }
}

const byPerson = (command: Command): command is Command & { readonly actor: PersonActor } =>
  command.actor.person !== null;
const needsTwo: readonly ExperimentEvent['type'][] = ['launched', 'decided', 'planAmended'];
/** What any member may do to a flag: stop what users meet. */
const SAFE: readonly CommandName[] = ['pause'];
/** What those who answer for an experiment may do to a flag: end it before it runs, and have a failed change tried again. */
const RESPONSIBLE: readonly CommandName[] = ['cancel', 'retryEffect'];

describe('10,000 random sequences of acts by random people', () => {
  const runs = { numRuns: 10_000, seed: 46 };
  const sequences = fc.tuple(fc.constantFrom(...STARTS), fc.array(step, { minLength: 1, maxLength: 12 }));

  it('never let an author decide, one person fill a quorum, or a person without the role change a flag', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(sequences, ([start, steps]) => {
        for (const { before, commit } of play(start(), steps)) {
          const { command, events, effects } = commit;
          for (const event of events) {
            const people = byPerson(command) ? behind(event, before) : null;
            if (people === null || !byPerson(command)) continue;
            const holders = command.actor.approvers ?? [];
            expect(people.filter((person) => isAuthor(before, person) || !holders.includes(person))).toEqual(
              [],
            );
            expect(new Set(people).size).toBe(people.length);
            const isHigh = before.design?.plan.request.risk === 'high';
            const isWhole = needsTwo.includes(event.type) || (event.type === 'approved' && event.complete);
            if (isHigh && isWhole) expect(people.length).toBeGreaterThanOrEqual(2);
            seen[`${event.type} ${people.length}`] = (seen[`${event.type} ${people.length}`] ?? 0) + 1;
          }
          const changesFlag = effects.some(({ kind }) => kind === 'flag');
          if (!changesFlag || !byPerson(command) || SAFE.includes(command.name)) continue;
          const { person, roles } = command.actor;
          const isResponsible = person === before.proposal.requester || person === before.request.owner;
          const may = roles.includes('approver') || (isResponsible && RESPONSIBLE.includes(command.name));
          expect({ act: command.name, may }).toEqual({ act: command.name, may: true });
          seen[`flag ${command.name}`] = (seen[`flag ${command.name}`] ?? 0) + 1;
        }
      }),
      runs,
    );
    // The draws reach what they are about.
    for (const reached of [
      'approved 1',
      'approved 2',
      'launched 1',
      'launched 2',
      'decided 2',
      'planAmended 2',
    ])
      expect(seen[reached], reached).toBeGreaterThan(3);
    for (const reached of ['flag decide', 'flag launch', 'flag undo', 'flag resume', 'flag cancel'])
      expect(seen[reached], reached).toBeGreaterThan(3);
  }, 240_000);

  it('set the agents to work no more often than a day allows', () => {
    const work: readonly CommandName[] = ['editRequest', 'requestChanges', 'retryDesign', 'recordDesign'];
    const busy = fc.array(fc.tuple(fc.constantFrom(...work), fc.constantFrom(0, 0, 0, 1)), {
      minLength: 60,
      maxLength: 90,
    });
    let full = 0;
    fc.assert(
      fc.property(busy, (acts) => {
        const steps = acts.map(([name, hours], draw) => ({
          ...{ name, hours, draw, person: 'p-requester', holders: [] },
        }));
        const asks = play(experimentIn('draft', 'low'), steps)
          .filter(({ commit }) => byPerson(commit.command))
          .map(({ commit }) => commit.at);
        for (const [index, at] of asks.entries()) {
          const before = asks[index - WORK_BUDGET];
          if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(DAY);
        }
        if (asks.length > WORK_BUDGET) full += 1;
      }),
      { numRuns: 100, seed: 46 },
    );
    expect(full).toBeGreaterThan(0);
  });
});

import type { Act } from '#domain/authority/act.ts';
import { PERMISSIONS, type Permission } from '#domain/authority/permissions.ts';
import { isAmong, type Standing } from '#domain/authority/standing.ts';
import type { CommandName } from '#domain/command.ts';
import { guardsFor } from '#domain/lifecycle.ts';
import type { Status } from '#domain/status.ts';
import { STATUSES } from '#test/support/statuses.ts';

const NONE: Standing = { requester: false, editor: false, owner: false, approver: false };
const asked = { ...NONE, requester: true, editor: true };

/** The people of the columns, by what they are to the experiment; `+` holds the approver role. An admin is a member here. */
const PEOPLE: Readonly<Record<string, Standing>> = {
  requester: asked,
  'requester+': { ...asked, approver: true },
  editor: { ...NONE, editor: true },
  'editor+': { ...NONE, editor: true, approver: true },
  owner: { ...NONE, owner: true },
  'owner+': { ...NONE, owner: true, approver: true },
  'approver+': { ...NONE, approver: true },
  member: NONE,
};

const HEAD = `Who may do what. "+": holds the approver role. "x": may. Votes: how many different people it takes at low, medium and
high risk; a decision or an extension against the recommendation of the newest look takes two at any risk. Roles count
at the moment of the act. The bot itself pauses on proven harm, and pausing is open to every person who sees the experiment.
`;

/** The authority table as text: who may do what, how many it takes, and in which status. */
export function printAuthority(): string {
  const acts = Object.entries(PERMISSIONS) as [Act, Permission][];
  const who = acts.map(([act, { who: allowed, votes }]) => [
    act,
    ...Object.values(PEOPLE).map((standing) => (isAmong(allowed, standing) ? 'x' : '.')),
    `${votes.low} ${votes.medium} ${votes.high}`,
  ]);
  const when = acts
    .filter(([act]) => act !== 'propose')
    .map(([act, permission]) => [
      act,
      ...STATUSES.map((one) => (isPossible(act, permission, one) ? 'x' : '.')),
    ]);
  return [
    HEAD,
    table(['act', ...Object.keys(PEOPLE), 'votes'], who),
    'When it is possible, as far as the status goes.\n',
    table(['act', ...STATUSES], when),
  ].join('\n');
}

function isPossible(act: Act, permission: Permission, status: Status): boolean {
  const name = act.split(' ')[0] as Exclude<CommandName, 'propose'>;
  return guardsFor(name, status) !== null && permission.while?.includes(status) !== false;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[line(head), ...rows.map(line)].join('\n')}\n`;
}

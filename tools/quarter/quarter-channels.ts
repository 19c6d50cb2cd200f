import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import type { Journey } from '#test/support/journey.ts';

/** The id of the channel that the digests go to, so that each channel has its own dose. */
export const DIGESTS_CHANNEL = 'C0000REPORTS';

/** A team: its channel and the person who proposes and owns its experiments, by name. */
export interface Team {
  readonly channel: string;
  readonly by: string;
}

/** So many teams: that of the sandbox, and more like it. All have the same approvers. */
export function teamsOf(count: number): readonly Team[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? { channel: SANDBOX_CHANNEL, by: 'mia' }
      : { channel: `team-${index + 1}`, by: `owner-${index + 1}` },
  );
}

/** Adds the channels of the teams with their people, and the one of the digests, which all read. */
export function addTeams({ running: { sandbox } }: Journey, teams: readonly Team[]): void {
  const { slack } = sandbox;
  const state = slack.snapshot();
  const usual = { isBot: false, isAdmin: false, isDeactivated: false };
  const owners = teams.slice(1).map(({ by }, index) => ({ id: `U0000OWNER${index + 2}`, name: by }));
  for (const { id, name } of owners) state.users[id] = { ...usual, id, name, realName: name };
  const first = state.channels[slack.channelId(SANDBOX_CHANNEL)]?.members ?? [];
  const members = [...first, ...owners.map(({ id }) => id)];
  const add = (id: string, name: string) => {
    state.channels[id] = { id, name, isPrivate: false, isArchived: false, user: null, members };
  };
  for (const [index, { channel }] of teams.entries()) if (index > 0) add(`C0000TEAM${index + 1}`, channel);
  add(DIGESTS_CHANNEL, 'reports');
  slack.restore(state);
}

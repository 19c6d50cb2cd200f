import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import type { Journey } from '#test/support/journey.ts';

/** The id of the channel that the digests go to, so that each channel has its own dose. */
export const DIGESTS_CHANNEL = 'C0000REPORTS';

/** The channels of so many teams, by name: that of the sandbox, and more like it. */
export function teamChannels(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? SANDBOX_CHANNEL : `team-${index + 1}`));
}

/** Adds the channels of the teams with the people of the first one, and the one of the digests. */
export function addChannels({ running: { sandbox } }: Journey, teams: readonly string[]): void {
  const { slack } = sandbox;
  const state = slack.snapshot();
  const members = state.channels[slack.channelId(SANDBOX_CHANNEL)]?.members ?? [];
  const add = (id: string, name: string) => {
    state.channels[id] = { id, name, isPrivate: false, isArchived: false, user: null, members };
  };
  for (const [index, name] of teams.entries()) if (index > 0) add(`C0000TEAM${index + 1}`, name);
  add(DIGESTS_CHANNEL, 'reports');
  slack.restore(state);
}

import type { KnownBlock } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import type { Experiment } from '#domain/experiment.ts';
import { runCommand } from '#features/choose-command/actions.ts';

/** What can be pressed at an idea that has no thread yet, and its name in presses; none if it is no idea of the backlog. */
export function ideaButtons({ key, status }: Pick<Experiment, 'key' | 'status'>): {
  readonly at: string;
  readonly blocks: readonly KnownBlock[];
} | null {
  if (status !== 'backlog') return null;
  const plan = runCommand.button(`plan ${key}`, { label: 'Plan it now', style: 'primary' });
  return { at: `${key}/idea`, blocks: [actions([plan])] };
}

import { code } from '#block-kit/mrkdwn.ts';
import type { Part } from './forget-person.ts';

/** Experiments that are told one by one. */
const TOLD = 10;

/** What a person is in each unfinished experiment. Mrkdwn. */
export function partLines(parts: readonly Part[]): readonly string[] {
  const more = parts.length - TOLD;
  return [
    ...parts.slice(0, TOLD).map(partLine),
    ...(more > 0 ? [`and ${more} more unfinished experiments`] : []),
  ];
}

function partLine({ experiment, owns, asked, edited, voted }: Part): string {
  const roles = [
    ...(owns ? ['they own it'] : []),
    ...(asked ? ['they asked for it'] : []),
    ...(edited ? ['they edited it'] : []),
    ...(voted ? ['they approved or decided in it'] : []),
  ];
  return `${code(experiment)} ${roles.length === 0 ? 'mentions them' : roles.join('; ')}`;
}

import type { PlainTextOption } from '@slack/types';

/** The choices of an element, in groups or not; none if it is no menu. */
export function optionsOf(element: object): readonly PlainTextOption[] {
  const { options, option_groups: groups }: { options?: unknown; option_groups?: unknown } = element;
  return [
    ...(Array.isArray(options) ? options : []),
    ...(Array.isArray(groups) ? groups.flatMap((group) => optionsOf(Object(group))) : []),
  ];
}

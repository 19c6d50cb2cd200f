import type { DefaultMaker, KeptDefault } from '#adapters/own-flags/kept-default.ts';
import { writtenValue } from '#domain/configurations/written-configuration.ts';

/** A default as lines: its surface and the key to ask for, then its versions, the one that holds first. */
export function defaultLines({ surface, key, versions }: KeptDefault): readonly string[] {
  const lines = versions.toReversed().map(({ version, value, by }, at) => {
    const holds = at === 0 ? 'holds' : 'was';
    return `  version ${version}, ${holds}, by ${makerOf(by)}: ${writtenValue(value)}`;
  });
  return [`${surface}  asked for as ${key}`, ...lines];
}

function makerOf(by: DefaultMaker): string {
  return 'person' in by ? by.person : `the ${by.variant} of ${by.experiment}`;
}

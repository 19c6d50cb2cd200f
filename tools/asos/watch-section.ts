import type { PlayedWatch } from './play-watch.ts';

/** Arms this far apart were hardly meant to be equal. */
const MEANT = 0.05;

/** What the product says of the experiments, as a chapter in Markdown. */
export function watchSection(played: readonly PlayedWatch[]): string {
  const sum = (of: (one: PlayedWatch) => number) => played.reduce((total, one) => total + of(one), 0);
  const alarmed = played.filter(({ splitAlarm }) => splitAlarm !== null);
  const atTheEnd = alarmed.filter(({ isSplitBroken }) => isSplitBroken);
  return `## Through the watch and the verdict

Every checkpoint also goes through the product itself: as a daily watch, and the first one of each whole week as a look, with the commands of the journal, the decision rules and the messages in Slack; the last whole week is the registered end. The goal is metric 1, worth having from a lift of 0.5 %; the others are guardrails with a margin of 5 % that only veto. Shares were not published, so equal ones are assumed, and the size that was reached stands for the planned one.

${played.length} experiments, ${sum(({ looks }) => looks)} looks and ${sum(({ watches }) => watches)} watches, ${sum(({ messages }) => messages)} messages; no error.

| the rules say | experiments | median day | median day of the end |
|---|---|---|---|
${verdictRows(played).join('\n')}

The bot alone took out ${sum(({ takenOut }) => takenOut.length)} treatments for harm.

**Splits.** ${alarmed.length} experiments had a broken split at some checkpoint (chi-square at 0.1 %, as in the product), ${atTheEnd.length} of them at their last one too; of those nothing is read. Arms more than ${100 * MEANT} % apart may have been planned so.

| experiment | first found on day | treatment / control, furthest | broken at the end | |
|---|---|---|---|---|
${alarmed.map(splitRow).join('\n')}
`;
}

function verdictRows(played: readonly PlayedWatch[]): readonly string[] {
  const keys = [
    ...new Set(played.map(({ recommendation, rule }) => `${recommendation} (${rule})`)),
  ].toSorted();
  return keys.map((key) => {
    const these = played.filter(({ recommendation, rule }) => `${recommendation} (${rule})` === key);
    const days = median(these.map(({ day }) => day));
    const ends = median(these.map(({ lastDay }) => lastDay));
    return `| ${key} | ${these.length} | ${days.toFixed(1)} | ${ends.toFixed(1)} |`;
  });
}

function splitRow({ id, splitAlarm, furthestRatio, isSplitBroken }: PlayedWatch): string {
  const isMeant = Math.abs(Math.log(furthestRatio)) > Math.log(1 + MEANT);
  const cells = [
    id,
    (splitAlarm ?? 0).toFixed(1),
    furthestRatio.toFixed(4),
    isSplitBroken ? 'yes' : 'no',
    isMeant ? 'perhaps planned so' : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Of any values; the higher of the two middle ones if their number is even. */
function median(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0;
}

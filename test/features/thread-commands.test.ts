import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CASES } from '#test/features/golden-cases.ts';
import { readable } from '#test/features/lint.ts';

/** Posted elsewhere than in a thread: to one person directly, as a message of a channel, or as the answer to a command, which is typed in the channel. */
const ELSEWHERE = [
  'message-lost',
  'unwatched-paused',
  'card-failed',
  'help',
  'list',
  'list-empty',
  'list-empty-filter',
  'list-one',
  'search',
  'search-empty',
  'backlog-empty',
  'calendar',
  'calendar-one',
  'calendar-two-repositories',
  'calendar-other-scripts',
  'digest-daily-many',
  'digest-daily-message-lost',
  'deliveries-one',
  'deliveries-many',
];
/** Answers to people who ask by words: they say in which place the command is typed that they name. */
const PLACED = ['answer-act', 'answer-unknown', 'answer-none', 'answer-none-with-idea'];
/** Their words answer a command, go to one person directly, stand in a form or outside of Slack. */
const ANSWERS =
  /(?:-command|\/type-extend|\/show-experiments\/(?:found-)?blocks|\/unknown-key|\/thread\/(?:index|blocks)|\/app\/once-only|\/hand-off\/issue-body|\/heal-threads\/(?:closed-)?blocks|\/idea-form|\/import-form|\/edit-settings\/.*|\/calendar-blocks|\/backlog\/blocks)\.ts$/;

describe('a message in a thread', () => {
  // Slack takes no command of an app there.
  it.each(CASES.filter(({ name }) => ![...ELSEWHERE, ...PLACED].includes(name)))(
    '$name asks for no slash command',
    async ({ message }) => {
      expect(await readable(message())).not.toContain('/experiment ');
    },
  );

  it.each(CASES.filter(({ name }) => PLACED.includes(name)))(
    '$name says that its command is typed in the channel',
    async ({ message }) => {
      const lines = (await readable(message())).split('\n').filter((line) => line.includes('/experiment '));
      expect(lines.filter((line) => !line.includes('in the channel'))).toEqual([]);
    },
  );
});

/** Lines of these files whose words name a slash command without saying that it is typed in the channel. */
function unplaced(files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('`/experiment ') && !/^\s*(?:\*|\/\*|\/\/)/.test(line))
      .filter((line) => !line.includes('in the channel'))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

describe('a text of the product', () => {
  it('names a slash command in the answer to one, or says that it is typed in the channel', () => {
    const files = globSync(['src/features/**/*.ts', 'src/domain/**/*.ts', 'src/app/*.ts']);
    expect(files.length).toBeGreaterThan(300);
    expect(unplaced(files.filter((file) => !ANSWERS.test(file)))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { constructsOf } from '#tools/hostile-strings/constructs.ts';
import { escapedInGitHub } from '#tools/hostile-strings/judge-github.ts';
import { escapedInSlack, textsSent } from '#tools/hostile-strings/judge-slack.ts';
import { OURS, readStrings } from '#tools/hostile-strings/read-strings.ts';

const FORGED = 'Fine.\n✅ *Approved by @priya*\n[ Ship now ] <!channel> :tada: done at evil.com';

const kindsIn = (escapes: readonly string[]) => [...new Set(escapes.map((one) => one.split(' ')[0]))].sort();

describe('the judges of hostile strings', () => {
  const judged = (message: object) => escapedInSlack(textsSent(message), constructsOf(FORGED));

  it('see what a string does in mrkdwn, in a headline and in a notification', () => {
    const section = { type: 'section', text: { type: 'mrkdwn', text: `Reason: ${FORGED}` } };
    expect(kindsIn(judged({ blocks: [section] }))).toEqual(['autolink', 'emoji', 'line', 'mention', 'style']);
    const header = { type: 'header', text: { type: 'plain_text', text: FORGED, emoji: true } };
    expect(kindsIn(judged({ blocks: [header] }))).toEqual(['autolink', 'emoji', 'line']);
    expect(kindsIn(judged({ text: FORGED }))).toEqual(['autolink', 'emoji', 'line', 'mention', 'style']);
    expect(judged({ text: 'see evil\u200B' })).toHaveLength(1);
  });

  it('see nothing in what stands for nothing, and leave out what a person typed into a field', () => {
    const field = { type: 'plain_text_input', initial_value: FORGED };
    expect(
      judged({ view: { blocks: [{ type: 'input', element: field }] }, text: 'Fine. (tick) Approved' }),
    ).toEqual([]);
  });

  it('see references, pictures and HTML on GitHub, but not behind a sign that makes them inert', () => {
    const string = 'fixes #12 for @acme/owners <img src=x> ![a](b.png)';
    const kinds = (text: string, isMarkdown = true) =>
      kindsIn(escapedInGitHub([{ text, isMarkdown }], constructsOf(string)));
    expect(kinds(string)).toEqual(['html', 'reference']);
    expect(kinds(string, false)).toEqual(['reference']);
    expect(kinds('fixes #\u200b12 for @\u200bacme/owners \\<img src=x\\> !(a)(b․png)')).toEqual([]);
  });

  it('read at least 200 strings of ours', () => {
    const read = readStrings(OURS);
    expect(read.kind === 'ok' && new Set(read.value).size).toBeGreaterThanOrEqual(200);
  });
});

import type { SandboxModel } from '#app/config.ts';
import { type Line, line, span } from '#sandbox/terminal/line.ts';

const IDEA = '/experiment Move the first gate from level 30 to level 40';

/** What a newcomer reads first; `why` says why the sandbox runs, null if that needs no words. `desk` is its address. */
export function welcomeLines(model: SandboxModel, why: string | null, desk: string): readonly Line[] {
  const agents = model === null ? 'scripted; no model is called' : model.model;
  return [
    line('Experiment co-pilot, in a sandbox', 'bold'),
    ...(why === null ? [] : [line(why)]),
    line('Slack, GitHub and PostHog are stand-ins on this machine. Time is virtual.'),
    line(`Agents: ${agents}. Figures: published ones for gates and e-mails, random ones otherwise.`, 'dim'),
    line('You are @mia, a product manager. @priya and @sam approve what others ask for.'),
    [],
    [span('In a browser '), span(desk, 'code')],
    [span('Or here      '), span(IDEA, 'code')],
    [
      span('then         '),
      span('as priya', 'code'),
      span(', the number of Approve, '),
      span('merge', 'code'),
      span(', the number of Launch, '),
      span('advance 4w', 'code'),
    ],
    [span('Or type      '), span('help', 'code')],
  ];
}

const HELP: readonly (readonly [string, string])[] = [
  ['/experiment <idea>', 'propose an experiment; a form follows'],
  ['/experiment help', 'what else the bot understands'],
  ['2, or press 2', 'press the button with this number'],
  ['as priya', 'act as another person: mia, priya, sam or ada'],
  ['as', 'see who you are'],
  ['merge [number]', 'merge the open pull request on GitHub'],
  ['advance 3d', 'let time pass: 30m, 12h, 3d, 2w'],
  ['list', 'all experiments'],
  ['thread [number or key]', 'see a thread again; without a name, the newest'],
  ['quit', 'end (Ctrl-D does too)'],
];

/** What can be typed. */
export function helpLines(): readonly Line[] {
  const width = Math.max(...HELP.map(([typed]) => typed.length));
  return HELP.map(([typed, meaning]) => [span(`  ${typed.padEnd(width)}  `, 'code'), span(meaning)]);
}

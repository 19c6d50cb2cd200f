/**
 * `npm run picture`: draws docs/thread.svg for the README from the thread of the demo's first experiment: what people do,
 * the plan, and the look on which they decide.
 */
import { writeFileSync } from 'node:fs';
import { DEMO_EXPERIMENTS } from '#sandbox/demo/experiments.ts';
import { runDemo } from '#sandbox/demo/run-demo.ts';
import { createPage } from '#sandbox/terminal/page.ts';
import { silentLogger } from '#shared/logger.ts';
import { readArguments, refuseArguments } from './command-line.ts';

const COLUMNS = 96;
const LINE = 18;
const FONT = "'DejaVu Sans Mono', 'SF Mono', Menlo, Consolas, monospace";

/** The demo's transcript as plain lines. */
async function transcript(): Promise<readonly string[]> {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  const page = createPage({ write, columns: COLUMNS, colour: false, isInteractive: false });
  await runDemo({ page, columns: COLUMNS, log: silentLogger, experiments: DEMO_EXPERIMENTS.slice(0, 1) });
  return text.split('\n');
}

/** From the first line that begins or ends a scene: the review of the plan, and the decision. */
function scenes(lines: readonly string[]): readonly string[] {
  const from = (text: string, start = 0) => lines.findIndex((line, at) => at >= start && line.includes(text));
  const plan = from('Please review this plan');
  const approved = from('✓ Approved by', plan);
  const look = from('Decision needed', approved);
  const decided = from('undone until', look);
  return [...lines.slice(plan, approved + 1), '', ...lines.slice(look - 1, decided + 1)];
}

/** Signs that every monospaced font has; an emoji is two columns wide, so a space follows. */
const SIGNS: Readonly<Record<string, string>> = { '✅': '✓', '❌': '✗', '🏁': '■' };

function svgText(text: string): string {
  return text
    .replace(/\p{Emoji_Presentation}/gu, (emoji) => `${SIGNS[emoji] ?? '•'} `)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function colourOf(line: string): string {
  if (line.startsWith('»')) return '#7dd3fc';
  if (line.trimStart().startsWith('✓')) return '#86efac';
  return /^\s*[╭╰]/.test(line) ? '#94a3b8' : '#e2e8f0';
}

function draw(lines: readonly string[]): string {
  const height = lines.length * LINE + 40;
  const rows = lines.map(
    (line, at) =>
      `<text x="20" y="${36 + at * LINE}" fill="${colourOf(line)}" xml:space="preserve">${svgText(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" role="img" aria-label="A thread: the plan is approved, two looks later the experiment is killed">`,
    `<rect width="860" height="${height}" rx="10" fill="#0f172a"/>`,
    `<g font-family="${FONT}" font-size="14">`,
    ...rows,
    '</g></svg>',
  ].join('\n');
}

async function main(): Promise<number> {
  const given = readArguments({});
  if (given.kind === 'refused') return refuseArguments(given.problem, 'usage: npm run picture');
  writeFileSync('docs/thread.svg', `${draw(scenes(await transcript()))}\n`);
  return 0;
}

process.exitCode = await main();

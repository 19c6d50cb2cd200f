/**
 * `npm run messages -- --out <folder> [--only <part of a name>]`: writes every golden message, every home, every form and the details of a look and of a plan as one HTML
 * page, about as Slack draws them on a phone, to be looked at in a browser.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { latestSnapshot } from '#domain/experiment.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { reportPictures } from '#features/analyse-experiment/report-pictures.ts';
import { planView } from '#features/design-plan/plan-view.ts';
import { type Fields, fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { CASES } from '#test/features/golden-cases.ts';
import { DIGEST_PICTURES } from '#test/features/golden-digest-cases.ts';
import { HOMES } from '#test/features/home-cases.ts';
import { MODALS } from '#test/features/modal-cases.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf } from '#test/support/example-story.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { blocksAsHtml } from './message-pages/block-html.ts';

const STYLE = `body{margin:0;columns:375px;column-gap:0;background:#fff;font:15px/1.4 Lato,"Noto Sans",sans-serif;color:#1d1c1d}
article{break-inside:avoid;width:343px;padding:10px 16px;border-bottom:1px solid #ddd}h2{font-size:11px;color:#888;margin:0 0 6px}
h3{font-size:18px;margin:4px 0;line-height:1.3}.notification{background:#f4f4f4;padding:6px 8px;font-size:13px;margin-bottom:8px;border-radius:6px}
.section{display:flex;gap:8px;margin:6px 0;align-items:flex-start}.body{flex:1;min-width:0;overflow-wrap:anywhere}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:8px}.context{font-size:12px;color:#616061;margin:6px 0;overflow-wrap:anywhere}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0}.button{border:1px solid #bbb;border-radius:4px;padding:3px 10px;font-weight:700;font-size:13px;white-space:nowrap}
.primary{background:#007a5a;color:#fff}.danger{background:#e01e5a;color:#fff}.picture{border:1px dashed #aaa;font-size:10px;color:#777;padding:6px;max-height:150px;overflow:hidden}
.drawn svg{width:100%;height:auto}code{background:#f0f0f0;color:#c7254e;border:1px solid #ddd;border-radius:3px;padding:0 3px;font-size:12px}.field{border:1px solid #bbb;border-radius:4px;padding:5px 8px;min-height:20px;margin:3px 0;overflow-wrap:anywhere}.mention{background:#e8f5fa;color:#1264a3}`;

const USAGE = 'usage: npm run messages -- --out <folder> [--only <part of a name>]';

interface Shown {
  readonly name: string;
  readonly notification: string;
  readonly blocks: readonly Fields[];
}

const PICTURES = Object.fromEntries(
  reportPictures(postOf(EXAMPLES.interimReport, 'report').context).map(({ svg }, index) => [
    `F000000000${index + 1}`,
    svg(),
  ]),
);

function all(): readonly Shown[] {
  const messages = CASES.map(({ name, message }) => {
    const { text, blocks } = message();
    return { name, notification: text, blocks: fieldsIn(JSON.parse(JSON.stringify(blocks))) };
  });
  const { experiment } = EXAMPLES.decisionKill;
  const snapshot = latestSnapshot(experiment);
  const views = [
    planView(experiment),
    ...(snapshot === null ? [] : [detailsView(experiment, snapshot)]),
    ...MODALS.map(({ view }) => view()),
  ];
  const homes = HOMES.map(({ name, parts }) => ({
    ...{ name, notification: '' },
    blocks: fieldsIn(JSON.parse(JSON.stringify(parts().blocks))),
  }));
  return [
    ...messages,
    ...homes,
    ...views.map((view) => ({
      name: `modal: ${view.title.text}`,
      notification: '',
      blocks: fieldsIn(JSON.parse(JSON.stringify(view.blocks))),
    })),
  ];
}

function page(shown: readonly Shown[]): string {
  const articles = shown.map(
    ({ name, notification, blocks }) =>
      `<article><h2>${name}</h2>${notification === '' ? '' : `<div class="notification">${blocksAsHtml([{ type: 'context', elements: [{ type: 'mrkdwn', text: notification }] }])}</div>`}${blocksAsHtml(blocks, picturesOf(name))}</article>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${articles.join('\n')}`;
}

function picturesOf(name: string): Readonly<Record<string, string>> {
  if (name === 'report-with-pictures') return PICTURES;
  if (!name.startsWith('digest-')) return {};
  return Object.fromEntries(Object.entries(DIGEST_PICTURES).map(([id, svg]) => [id, svg()]));
}

function main(): number {
  const given = readArguments({ options: { out: { type: 'string' }, only: { type: 'string' } } });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { out, only = '' } = given.value.values;
  if (out === undefined) return refuseArguments('A folder is needed.', USAGE);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'messages.html'), page(all().filter(({ name }) => name.includes(only))));
  return 0;
}

process.exitCode = main();

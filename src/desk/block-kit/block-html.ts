import type {
  ActionsBlock,
  ContextBlock,
  ImageBlock,
  KnownBlock,
  SectionBlock,
  TaskCardBlock,
} from '@slack/types';
import { type Html, html } from '#desk/html/html.ts';
import type { Face } from './face.ts';
import { linkHtml } from './mrkdwn-inline.ts';
import { buttonHtml, menuHtml, type PressPlace, pressHtml } from './press-html.ts';
import { richTextHtml, richTextInline } from './rich-text-html.ts';
import { plainOf, textHtml, textInline } from './text-html.ts';

/** The id of the last buttons of what a face shows. */
export function buttonsId(face: string): string {
  return `${face}-buttons`;
}

/** Blocks under each other. `input` shows fields of a form; left out in messages, which have none. */
export function blocksHtml(
  blocks: readonly KnownBlock[],
  face: Face,
  input?: (block: Extract<KnownBlock, { readonly type: 'input' }>) => Html,
): Html {
  const last = blocks.findLastIndex(({ type }) => type === 'actions');
  return html`${blocks.map((block, at) => {
    if (block.type === 'input') return input?.(block);
    const shown = blockHtml(block, face, block.block_id ?? String(at));
    return at === last ? html`<div id="${buttonsId(face.id)}">${shown}</div>` : shown;
  })}`;
}

/** One block; `id` names it in presses. A kind that the product does not use says where it shows. */
function blockHtml(block: KnownBlock, face: Face, id: string): Html | null {
  switch (block.type) {
    case 'header':
      return html`<h3 dir="auto">${plainOf(block.text)}</h3>`;
    case 'section':
      return sectionHtml(block, face, id);
    case 'context':
      return contextHtml(block, face);
    case 'divider':
      return html`<hr>`;
    case 'image':
      return imageHtml(block, face);
    case 'actions':
      return actionsHtml(block, face, id);
    case 'context_actions':
      return html`<div class="actions">${block.elements.flatMap((element, index) =>
        element.type === 'feedback_buttons'
          ? [element.positive_button, element.negative_button].map((thumb, side) =>
              pressHtml(
                { block: id, index: index * 2 + side, action: element.action_id ?? '', value: thumb.value },
                { label: plainOf(thumb.text), described: thumb.accessibility_label },
                face,
              ),
            )
          : [],
      )}</div>`;
    case 'rich_text':
      return html`<div class="words">${richTextHtml(block, face.names)}</div>`;
    case 'plan':
      return html`<div class="steps"><p class="steps-title" dir="auto">${block.title}</p><ol>${(block.tasks ?? []).map((task) => html`<li>${taskHtml(task as TaskCardBlock, face)}</li>`)}</ol></div>`;
    case 'task_card':
      return html`<div class="steps">${taskHtml(block, face)}</div>`;
    default:
      return html`<p class="unshown">This part shows in Slack alone.</p>`;
  }
}

function sectionHtml({ text, fields, accessory }: SectionBlock, face: Face, id: string): Html {
  const beside = accessory === undefined ? null : elementHtml(accessory, face, { block: id, index: 0 });
  return html`<div class="section"><div class="words">${text === undefined ? null : textHtml(text, face.names)}${fields === undefined ? null : fieldsHtml(fields, face)}</div>${beside === null ? null : html`<div class="beside">${beside}</div>`}</div>`;
}

/** Facts with a name in bold above each are a list of terms; others are cells. */
const FACT = /^\*([^*\n]+)\*\n/;

function fieldsHtml(fields: NonNullable<SectionBlock['fields']>, face: Face): Html {
  if (!fields.every(({ type, text }) => type === 'mrkdwn' && FACT.test(text)))
    return html`<div class="facts">${fields.map((field) => html`<div>${textHtml(field, face.names)}</div>`)}</div>`;
  return html`<dl class="facts">${fields.map(({ text }) => {
    const [name = '', ...rest] = text.split('\n');
    const term = { type: 'mrkdwn', text: name.slice(1, -1) } as const;
    const words = { type: 'mrkdwn', text: rest.join('\n') } as const;
    return html`<div><dt>${textInline(term, face.names)}</dt><dd dir="auto">${textInline(words, face.names)}</dd></div>`;
  })}</dl>`;
}

function contextHtml({ elements }: ContextBlock, face: Face): Html {
  return html`<div class="context">${elements.map((element) =>
    element.type === 'image' ? html`<p>${element.alt_text}</p>` : textHtml(element, face.names),
  )}</div>`;
}

function imageHtml(block: ImageBlock, face: Face): Html {
  const title = block.title === undefined ? null : html`<figcaption>${plainOf(block.title)}</figcaption>`;
  const file = 'slack_file' in block ? block.slack_file : undefined;
  const drawn = file !== undefined && 'id' in file ? face.picture(file.id ?? '') : null;
  if (drawn !== null) return html`<figure class="picture">${drawn}${title}</figure>`;
  const words =
    'image_url' in block && typeof block.image_url === 'string'
      ? linkHtml(block.image_url, block.alt_text)
      : html`${block.alt_text}`;
  return html`<figure class="picture picture-words"><p dir="auto">${words}</p>${title}</figure>`;
}

function actionsHtml({ elements }: ActionsBlock, face: Face, block: string): Html {
  return html`<div class="actions">${elements.map((element, index) => elementHtml(element, face, { block, index }))}</div>`;
}

type Element = ActionsBlock['elements'][number] | NonNullable<SectionBlock['accessory']>;

function elementHtml(element: Element, face: Face, place: PressPlace): Html | null {
  switch (element.type) {
    case 'button':
      return buttonHtml(element, face, place);
    case 'overflow':
    case 'static_select':
      return menuHtml(element, face, place);
    case 'image':
      return html`<p>${element.alt_text}</p>`;
    default:
      return html`<p class="unshown">This choice shows in Slack alone.</p>`;
  }
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  pending: 'to come',
  in_progress: 'under way',
  complete: 'done',
  error: 'failed',
};

function taskHtml(task: TaskCardBlock, face: Face): Html {
  const { status = 'pending', title, details, output, sources = [] } = task;
  const notes = [details, output].filter((note) => note !== undefined);
  return html`<div class="step step-${status}"><p><span class="step-mark">${STATUS_WORDS[status] ?? status}</span> <span dir="auto">${title}</span></p>${notes.map((note) => html`<p class="step-note" dir="auto">${richTextInline(note, face.names)}</p>`)}${sources.map(({ url, text }) => html`<p class="step-note">${linkHtml(url, text)}</p>`)}</div>`;
}

import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { address, type Html, html } from '#desk/html/html.ts';
import { blocksHtml } from './block-html.ts';
import type { Face } from './face.ts';
import { fieldAnchor, inputHtml, type PageFormState } from './input-html.ts';
import { plainOf } from './text-html.ts';

/** What a view is shown with. */
export interface ViewState extends Omit<PageFormState, 'form'> {
  /** Fields that a submission sends along, unseen: the metadata of the view, signed by the caller. */
  readonly hidden: Readonly<Record<string, string>>;
  /** The page for a person who submits nothing: a path of the desk. */
  readonly back: string;
}

/** The address that forms are posted to. */
const SUBMIT = '/desk/submit';

/** A view as a form of a page; a view that has nothing to submit is shown to be read. The page has its title. */
export function viewHtml(view: ModalView | HomeView, face: Face, state: ViewState): Html {
  const form = `${face.id}-form`;
  const inForm = view.type === 'modal' ? { ...face, form } : face;
  const inside = blocksHtml(view.blocks as readonly KnownBlock[], inForm, (block) =>
    inputHtml(block, { ...state, form }),
  );
  return html`<section class="view" id="${face.id}">${problemsHtml(view, form, state)}${view.type === 'modal' ? beginOf(view, form, state) : null}${inside}${view.type === 'modal' ? endOf(view, form, state) : null}</section>`;
}

/** What is wrong, each with the way to its field; nothing if nothing is. */
function problemsHtml({ blocks }: ModalView | HomeView, form: string, { errors }: ViewState): Html | null {
  const count = Object.keys(errors).length;
  if (count === 0) return null;
  const fields = (blocks as readonly KnownBlock[]).filter((block) => block.type === 'input');
  const told = fields.flatMap((block) => {
    const problem = errors[block.block_id ?? ''];
    return problem === undefined
      ? []
      : [html`<li><a href="#${fieldAnchor(block, form)}">${plainOf(block.label)}</a>: ${problem}</li>`];
  });
  return html`<div class="problems" role="alert"><p>${count === 1 ? 'One field needs a change.' : `${count} fields need a change.`} Nothing is taken yet.</p><ul>${told}</ul></div>`;
}

/** The form itself, which fields and buttons name. Enter in a field presses its first button, so that is the one that submits. */
function beginOf({ submit }: ModalView, form: string, { hidden }: ViewState): Html {
  const fields = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const first =
    submit === undefined
      ? null
      : html`<button type="submit" class="unseen" tabindex="-1" aria-hidden="true">${plainOf(submit)}</button>`;
  return html`<form id="${form}" method="post" action="${SUBMIT}">${fields}${first}</form>`;
}

function endOf({ submit, close }: ModalView, form: string, { back }: ViewState): Html {
  const taken =
    submit === undefined
      ? null
      : html`<button type="submit" class="primary" form="${form}">${plainOf(submit)}</button>`;
  return html`<div class="actions">${taken}<a class="button" href="${address(back)}">${plainOf(close) || 'Close'}</a></div>`;
}

import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { address, type Html, html } from '#desk/html/html.ts';
import { blocksHtml } from './block-html.ts';
import type { Face } from './face.ts';
import { inputHtml, type PageFormState } from './input-html.ts';
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
  const problems = Object.keys(state.errors).length;
  return html`<section class="view" id="${face.id}">${problems === 0 ? null : html`<p class="problems" role="alert">${problems === 1 ? 'One field needs a change.' : `${problems} fields need a change.`} Nothing is taken yet.</p>`}${view.type === 'modal' ? beginOf(view, form, state) : null}${inside}${view.type === 'modal' ? endOf(view, form, state) : null}</section>`;
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

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
  const inside = blocksHtml(view.blocks as readonly KnownBlock[], face, (block) =>
    inputHtml(block, { ...state, form }),
  );
  const problems = Object.keys(state.errors).length;
  // Fields stand outside of the form, because buttons between them are forms of their own.
  return html`<section class="view" id="${face.id}">${problems === 0 ? null : html`<p class="problems" role="alert">${problems === 1 ? 'One field needs a change.' : `${problems} fields need a change.`} Nothing is taken yet.</p>`}${inside}${view.type === 'modal' ? endOf(view, form, state) : null}</section>`;
}

function endOf({ submit, close }: ModalView, form: string, { hidden, back }: ViewState): Html {
  const fields = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const away = html`<a class="button" href="${address(back)}">${plainOf(close) || 'Close'}</a>`;
  if (submit === undefined) return html`<div class="actions">${away}</div>`;
  return html`<form id="${form}" class="actions" method="post" action="${SUBMIT}">${fields}<button type="submit" class="primary">${plainOf(submit)}</button>${away}</form>`;
}

import { createHash, randomBytes } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { SUBCOMMANDS } from '#app/features.ts';
import { once } from '#app/once.ts';
import { ACTIONS, MODALS } from '#app/register.ts';
import { backTo } from '#app/web/back-to.ts';
import { answerNotice, answerPage, wholePath } from '#app/web/serve-page.ts';
import { takeForm } from '#app/web/take-form.ts';
import { messageAt } from '#app/web/thread-of.ts';
import type { Mount, WebContext, WebGround } from '#app/web/web-ground.ts';
import { type Heard, type PressedAt, press, submit } from '#desk/act/act.ts';
import { formPage, toldPage } from '#desk/act/act-page.ts';
import type { ActOutcome, Shown } from '#desk/act/outcome.ts';
import { readPressed } from '#desk/act/read-pressed.ts';
import { createSeal, type Seal } from '#desk/act/seal.ts';
import { SealedForm } from '#desk/act/sealed.ts';
import { DESK_BUTTONS, shownAt } from '#desk/act/shown-at.ts';
import { submittedValues } from '#desk/block-kit/held-value.ts';
import type { Notice } from '#desk/frame/notice-page.ts';
import { signInNotice } from '#desk/frame/sign-in-pages.ts';
import type { DeskPlace, Visit } from '#desk/page.ts';
import { deskPath, experimentPath } from '#desk/paths.ts';
import { runChosenOf } from '#features/choose-command/run-chosen.ts';

const GONE: Notice = {
  status: 409,
  title: 'This page is out of date',
  sentences: [
    'It may have changed since you opened it, it may have been open for more than seven days, or another person may have signed in. Nothing was changed.',
    'Look at the page as it is now.',
  ],
};

/** Lets people press what pages show and fill in forms, by the handlers that hear the same in Slack. */
export const mountActs: Mount = (app, ground) => {
  const heard: Heard = { actions: ACTIONS, modals: MODALS, run: runChosenOf(SUBCOMMANDS) };
  const sealOf = once(() => createSeal(secretOf(ground.settings), ground.coPilot().clock));
  const answer = (context: WebContext, outcome: ActOutcome, shown: Acting) =>
    answerOutcome(context, ground, outcome, { ...shown, seal: sealOf() });

  app.post(deskPath('/press'), async (context) => {
    const { visit } = context.var;
    if (visit === null) return answerNotice(context, ground.settings, SIGN_IN_FIRST);
    const sent = await takeForm(context, ground);
    const back = backOf(context, sent);
    const seal = sealOf();
    const { shown, pressed } = await pressedIn(visit, seal, sent);
    if (shown === null || pressed === null)
      return answer(context, { kind: 'gone' }, { visit, back, channel: null });
    const outcome = await press(heard, visit, shown, pressed);
    return answer(context, outcome, { visit, back, channel: shown.channel });
  });

  app.post(deskPath('/submit'), async (context) => {
    const { visit } = context.var;
    if (visit === null) return answerNotice(context, ground.settings, SIGN_IN_FIRST);
    const sent = await takeForm(context, ground);
    const back = backOf(context, sent);
    const held = SealedForm.read(sealOf().open(visit.user, sent.get('form') ?? ''));
    if (held === null) return answer(context, { kind: 'gone' }, { visit, back, channel: null });
    const outcome = await submit(heard, visit, held.form, (name) => sent.getAll(name));
    return answer(context, outcome, { visit, back, channel: held.channel });
  });

  // What answers a press has no address of its own: a person who loads it again goes on at the first page.
  for (const path of ['/press', '/submit'])
    app.get(deskPath(path), (context) => context.redirect(backTo(null), 303));

  // These open a form and change nothing.
  for (const [path, button, place] of [
    ['/new', DESK_BUTTONS.propose, undefined],
    ['/settings', DESK_BUTTONS.settings, 'settings'],
  ] as const) {
    app.get(deskPath(path), async (context) => {
      const { visit } = context.var;
      if (visit === null) return answerNotice(context, ground.settings, signInNotice(wholePath(context)));
      const shown = { blocks: [{ type: 'actions' as const, elements: [button] }], channel: null };
      const at = { action: button.action_id ?? '', value: button.value ?? '' };
      const outcome = await press(heard, visit, shown, at);
      return answer(context, outcome, { visit, back: backTo(null), channel: null, place });
    });
  }
};

const SIGN_IN_FIRST: Notice = {
  status: 401,
  title: 'Sign in first',
  sentences: ['Your session has ended, so nothing was taken. Sign in, and send it again.'],
};

interface Acting {
  readonly visit: Visit;
  readonly back: string;
  readonly channel: string | null;
  /** The entry of the navigation that was opened; none if left out. */
  readonly place?: DeskPlace | undefined;
}

async function answerOutcome(
  context: WebContext,
  { settings }: WebGround,
  outcome: ActOutcome,
  { visit, back, channel, place, seal }: Acting & { readonly seal: Seal },
): Promise<Response> {
  if (outcome.kind === 'gone')
    return answerNotice(context, settings, { ...GONE, next: { label: 'Go back', href: back } });
  if (settings.kind === 'sandbox') await settings.stage?.rest();
  if (outcome.kind === 'done')
    return context.redirect(outcome.began === undefined ? back : experimentPath(outcome.began), 303);
  const parts = { seal, back, channel };
  const page = outcome.kind === 'form' ? formPage(visit, outcome, parts) : toldPage(visit, outcome, parts);
  return answerPage(context, settings, { ...(await page), ...(place === undefined ? {} : { place }) }, back);
}

/** What was pressed, and what the person was shown there: a form with all that was typed, or a message. */
async function pressedIn(
  visit: Visit,
  seal: Seal,
  sent: URLSearchParams,
): Promise<{ readonly shown: Shown | null; readonly pressed: PressedAt | null }> {
  const pressed = readPressed(sent);
  const sealed = sent.get('form');
  if (sealed === null)
    return { pressed, shown: await shownAt({ seal, messageAt }, visit, sent.get('at') ?? '') };
  const held = SealedForm.read(seal.open(visit.user, sealed));
  if (held === null) return { pressed, shown: null };
  const { blocks } = held.form.view;
  const values = submittedValues(blocks, (name) => sent.getAll(name));
  const shown = { blocks: blocks as readonly KnownBlock[], channel: held.channel, form: held.form, values };
  return { pressed, shown };
}

/** The page on which the person acted: a form says it, and the browser does for a button. */
function backOf(context: WebContext, sent: URLSearchParams): string {
  const named = sent.get('back');
  if (named !== null) return backTo(named);
  const from = context.req.header('referer') ?? '';
  if (!URL.canParse(from)) return backTo(null);
  const { origin, pathname, search } = new URL(from);
  return backTo(origin === context.var.origin ? `${pathname}${search}` : null);
}

/** Forms outlive a restart in a workspace; the sandbox begins anew each time. */
function secretOf(settings: WebGround['settings']): string {
  if (settings.kind === 'sandbox') return randomBytes(32).toString('hex');
  return createHash('sha256').update(`forms of the desk\n${settings.clientSecret}`).digest('hex');
}

import { backTo } from '#app/web/back-to.ts';
import { takeForm } from '#app/web/take-form.ts';
import type { Mount } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { deskPath } from '#desk/paths.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { ownValue } from '#shared/own-value.ts';

/** How much time a press lets pass, by its name. */
const SPANS: Readonly<Record<string, number>> = { hour: HOUR, day: DAY, week: 7 * DAY };

/** Lets time pass and pull requests be merged in the sandbox. There is none of it in a workspace. */
export const mountStage: Mount = (app, ground) => {
  const { settings } = ground;
  if (settings.kind !== 'sandbox' || settings.stage === undefined) return;
  const { stage } = settings;
  app.post(deskPath('/pass'), async (context) => {
    const form = await takeForm(context, ground);
    const span = ownValue(SPANS, form.get('span') ?? '');
    if (span === undefined) throw new WebRefusal(400, 'Say how much time passes: an hour, a day or a week.');
    await stage.pass(span);
    return context.redirect(backTo(form.get('to')), 303);
  });
  app.post(deskPath('/merge'), async (context) => {
    const { visit } = context.var;
    const form = await takeForm(context, ground);
    const pull = (await stage.openPulls()).find(({ number }) => String(number) === form.get('number'));
    if (pull === undefined || visit === null)
      throw new WebRefusal(409, 'This pull request is not open any more.');
    await stage.merge(pull.number, visit.user);
    return context.redirect(backTo(form.get('to')), 303);
  });
};

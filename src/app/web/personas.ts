import { backTo } from '#app/web/back-to.ts';
import { keepSecret } from '#app/web/session-cookie.ts';
import { takeAnyForm } from '#app/web/take-form.ts';
import type { Mount } from '#app/web/web-ground.ts';
import { WebRefusal } from '#app/web/web-refusal.ts';
import { deskPath } from '#desk/paths.ts';

/** The switch of the sandbox: the browser is another of its people from then on. There is none in a workspace. */
export const mountPersonas: Mount = (app, ground) => {
  const { settings, sessions } = ground;
  if (settings.kind !== 'sandbox') return;
  app.post(deskPath('/be'), async (context) => {
    const form = await takeAnyForm(context, ground);
    const user = settings.people.find((one) => one.user === form.get('user'))?.user;
    if (user === undefined) throw new WebRefusal(400, 'There is no such person in the sandbox.');
    // The old session goes on: without it, a request that was already under way would begin one of the first person.
    keepSecret(context, await sessions().begin(user));
    return context.redirect(backTo(form.get('to')), 303);
  });
};

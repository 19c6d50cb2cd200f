import { type Fields, fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { everyBlock, lintBlocks } from './blocks.ts';
import { flag, identifier, oneOf, shape, string } from './checks.ts';
import { limits } from './limits.ts';
import { plain } from './objects.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

const common = {
  callback_id: identifier,
  external_id: identifier,
  private_metadata: string({ min: 0, max: limits.view.privateMetadata }),
};
const blocks: Check = (value, place) => lintBlocks(value, { ...place, name: 'blocks' });

const modal = shape({
  name: 'modal',
  required: { type: oneOf('modal'), title: plain(limits.view.title), blocks },
  optional: {
    ...common,
    submit: plain(limits.view.submit),
    close: plain(limits.view.close),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  also: (fields, place) => [...submitWithInputs(fields, place), ...oneFocus(fields, place)],
});

const home = shape({
  name: 'home',
  required: { type: oneOf('home'), blocks },
  optional: common,
  also: oneFocus,
});

/** What is wrong with a modal's view in Slack's eyes. */
export function lintModal(view: unknown): readonly Problem[] {
  return modal(view, { pointer: '/view', name: 'modal', surface: 'modal' });
}

/** What is wrong with an App Home's view in Slack's eyes. */
export function lintHome(view: unknown): readonly Problem[] {
  return home(view, { pointer: '/view', name: 'home', surface: 'home' });
}

function submitWithInputs(fields: Fields, place: Place): readonly Problem[] {
  const hasInput = everyBlock(fields['blocks'], '').some(({ block }) => block['type'] === 'input');
  return hasInput && fields['submit'] === undefined
    ? problem(inside(place, 'submit'), 'submit-missing', 'submit is required when a modal has input blocks')
    : [];
}

function oneFocus(fields: Fields, place: Place): readonly Problem[] {
  const focused = everyBlock(fields['blocks'], `${place.pointer}/blocks`).filter(
    ({ block }) => fieldsOf(block['element'])['focus_on_load'] === true,
  );
  const second = focused[1];
  return second === undefined
    ? []
    : problem(
        { ...place, pointer: second.pointer },
        'two-focused',
        'only one element may have focus_on_load',
      );
}

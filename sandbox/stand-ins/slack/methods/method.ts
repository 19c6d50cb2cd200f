import type { Answer } from '#sandbox/stand-ins/slack/answer.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';

/** One method of the Web API: arguments in, answer out; it may change the state. */
export type Method = (args: Fields, desk: Desk) => Answer;

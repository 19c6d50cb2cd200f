import type { Answer } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { Fields } from '../fields.ts';

/** One method of the Web API: arguments in, answer out; it may change the state. */
export type Method = (args: Fields, desk: Desk) => Answer;

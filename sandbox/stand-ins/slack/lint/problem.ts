/** A surface that shows blocks; Slack allows different ones in each. */
export type Surface = 'message' | 'modal' | 'home';

/** One reason to refuse: its place (a JSON pointer), its rule, and its words. */
export interface Problem {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

/** What is being looked at: the pointer to it, its name in rules, and the surface it is on. */
export interface Place {
  readonly pointer: string;
  readonly name: string;
  readonly surface: Surface;
}

/** Looks at one value; no problems means that Slack would take it. */
export type Check = (value: unknown, place: Place) => readonly Problem[];

/** One problem at a place; the rule is the place's name and what is wrong with it. */
export function problem(place: Place, wrong: string, message: string): readonly Problem[] {
  return [{ pointer: place.pointer, rule: `${place.name}:${wrong}`, message }];
}

/** The place of one property or list item inside another. */
export function inside(place: Place, key: string | number, name = place.name): Place {
  return { ...place, pointer: `${place.pointer}/${key}`, name };
}

import { z } from 'zod';
import type { FlagStore } from '#ports/flag-store.ts';
import type { PeopleStore } from '#ports/people-store.ts';
import type { PortName, Ports } from '#ports/ports.ts';
import type { Probe } from '#ports/telemetry.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { Clock } from '#shared/clock.ts';
import type { Vendor } from '#shared/fault-codes.ts';
import type { Logger } from '#shared/logger.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What the process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a vendor may use to fill its ports. */
export interface VendorGround {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: PeopleStore & FlagStore;
  /** Ids of the people who hold a role now, as the chat service names them. */
  readonly roles: () => { readonly approvers: readonly string[]; readonly admins: readonly string[] };
  /** Repositories that experiments may change now, as `owner/name`. */
  readonly repositories: () => readonly string[];
  /** The tables of the warehouse as the settings describe them now; undefined, or left out, if they describe none. */
  readonly warehouse?: () => WarehouseTables | undefined;
  /** Carries every request; the platform's own if it is left out. */
  readonly fetch?: typeof fetch;
}

/** One thing that the bot needs of a vendor, asked without changing anything there. */
export interface Check {
  /** What is checked, as an operator knows it: `the bot token`, `acme/shop`. */
  readonly what: string;
  /** Throws what is wrong; its message names what to do. */
  readonly ask: Probe;
  /** False if the bot works without it, with less. */
  readonly isNeeded: boolean;
}

/** A vendor at work. */
export interface Connected<Filled extends PortName = PortName> {
  readonly ports: Pick<Ports, Filled>;
  /** Asks the vendor something that changes nothing. */
  readonly probe: Probe;
  /** What a start looks at, by the settings of now; more than `probe`, which is asked every minute. */
  readonly checks: () => readonly Check[];
}

/**
 * All that the product knows of a vendor; stands in `adapters/<vendor>/vendor.ts` and is listed in `app/vendors.ts`.
 * Configuration, health, the circuit breaker, redaction and the words that name the vendor derive from it.
 */
export interface VendorDescriptor<Settings, Filled extends PortName> {
  /** As its faults, the log and `/health` name it. */
  readonly id: Vendor;
  /** As people know it. */
  readonly name: string;
  /** The environment variable that shows that this vendor is meant; any other may be set without it. */
  readonly key: string;
  /** Names of other variables that show that it is meant: if its key is missing, the start says so instead of doing without. */
  readonly meantBy?: RegExp;
  readonly fills: readonly Filled[];
  /** True if its ports are its own also while another vendor that fills them is set. */
  readonly goesBefore?: true;
  /** Shapes of its secrets. Quantifiers must be bounded, so that no text makes a match take quadratic time. */
  readonly secrets: readonly RegExp[];
  /** Its settings from the environment; refuses with every problem, one line each, naming what to set. */
  readonly read: (set: Environment) => Result<Settings, readonly string[]>;
  readonly connect: (settings: Settings, ground: VendorGround) => Connected<Filled>;
}

/** Checks the variables of a shape and turns them into settings. */
export function readVariables<Shape extends z.ZodRawShape, Settings>(
  shape: Shape,
  settings: (variables: z.output<z.ZodObject<Shape>>) => Settings,
): (set: Environment) => Result<Settings, readonly string[]> {
  const variables = z.object(shape);
  return (set) => {
    const parsed = variables.safeParse(set);
    return parsed.success ? ok(settings(parsed.data)) : refused(problemsOf(parsed.error, set));
  };
}

/** Never repeats what was set: it may be a secret. */
function problemsOf(error: z.ZodError, set: Environment): readonly string[] {
  return error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${name}${set[name] === undefined ? ' is not set' : ''}: ${message}`;
  });
}

/** A variable that must be set; `advice` says to what. */
export function required(pattern: RegExp, advice: string) {
  return z.string({ error: advice }).regex(pattern, { error: advice });
}

/** A list separated by commas; blanks and empty items are left out. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A list with at least one item; `advice` says of what. */
export function nonEmptyList(advice: string) {
  return z
    .string({ error: advice })
    .pipe(list)
    .refine((items) => items.length > 0, { error: advice });
}

import type { Html } from '#desk/html/html.ts';
import type { PersonActor } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** A person who looks at the desk. */
export interface Visit {
  /** Narrowed to what the person may see. */
  readonly coPilot: CoPilot;
  /** The chat user. */
  readonly user: string;
  readonly actor: PersonActor;
  /** The name under which the person shows, in plain text. */
  readonly name: string;
}

/** What a page is asked for. */
export interface PageRequest {
  /** The named parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** The places of the desk that its navigation names. */
export type DeskPlace = 'experiments' | 'calendar' | 'impact' | 'settings' | 'tokens';

/** A page: what stands between the frame that all pages share. */
export interface Page {
  /** Plain text, without the name of the product. */
  readonly title: string;
  readonly body: Html;
  /** The entry of the navigation that it belongs to; none if left out. */
  readonly place?: DeskPlace;
  /** 200 if left out. */
  readonly status?: number;
}

/** A file that a page offers. */
export interface Download {
  /** Ends in what it is: `record.md`. */
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
}

/** An address of the desk that changes nothing. */
export interface DeskRoute {
  /** `/experiments/:key`, below the root of the desk. */
  readonly path: string;
  /** Null if there is no such thing, or if the person may not see it. */
  readonly show: (visit: Visit, request: PageRequest) => Promise<Page | Download | null>;
}

/** A request to the API, without a framework. Names of headers are in lower case. */
export interface ApiHead {
  readonly method: string;
  /** As it was sent, without what follows a question mark: `/api/v1/experiments/cart-hint`. */
  readonly path: string;
  /** What follows the question mark; empty if there is none. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What the API answers. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request whose head is in order, or the answer to one that is not. */
export type BegunRequest =
  | { readonly kind: 'answered'; readonly answer: ApiAnswer }
  | {
      readonly kind: 'begun';
      /** The largest body that is read, in bytes; 0 if it takes none. */
      readonly bodyLimit: number;
      readonly finish: (body: Buffer) => Promise<ApiAnswer>;
      /** In place of `finish` if the body was not read. */
      readonly drop: () => void;
    };

/** The API, mounted under `/api/v1`. */
export interface Api {
  /** Looks at the head alone, so that no body of a stranger is read. */
  readonly begin: (head: ApiHead) => Promise<BegunRequest>;
}

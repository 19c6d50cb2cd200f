import type { Logger } from '#shared/logger.ts';

/** A GitHub App that the bot acts as, with tokens that live for an hour. */
export interface GitHubApp {
  readonly appId: string;
  /** PEM. */
  readonly privateKey: string;
  /** Null if GitHub is asked for the installation of each repository. */
  readonly installationId: number | null;
}

/** How the bot reaches GitHub. */
export interface GitHubOptions {
  /** Of a person or a machine user; left out if the bot acts as an App. */
  readonly token?: string;
  readonly app?: GitHubApp;
  /** API root; `https://api.github.com` if it is left out. */
  readonly baseUrl?: string;
  readonly logger?: Logger;
  readonly fetch?: typeof fetch;
  /** How long one request may take, milliseconds; 10,000 if it is left out. */
  readonly timeoutMs?: number;
  /**
   * Whether requests keep the pace that GitHub asks for: writes one second apart, searches two, pull requests three, ten at
   * a time. If it is left out, all but a stand-in on this machine, which asks for none.
   */
  readonly isPaced?: boolean;
  /** For GitHub's reset times, milliseconds since the epoch. */
  readonly now?: () => number;
}

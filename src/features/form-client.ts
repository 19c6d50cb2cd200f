import type { KnownBlock, View } from '@slack/types';

/** How slices show forms to a person who acts: Slack's client does it, and so does the desk. */
export interface FormClient {
  readonly views: {
    /** Shows a form to the person who pressed. */
    open(request: { readonly trigger_id: string; readonly view: View }): Promise<unknown>;
    /** Shows a form above the one in which the person pressed. */
    push(request: { readonly trigger_id: string; readonly view: View }): Promise<unknown>;
    /** Replaces a form that is open. */
    update(request: { readonly view_id: string; readonly view: View }): Promise<unknown>;
  };
  readonly chat: {
    /** Writes to the person directly. */
    postMessage(request: {
      readonly channel: string;
      readonly text: string;
      readonly blocks: KnownBlock[];
      readonly unfurl_links: false;
    }): Promise<unknown>;
  };
}

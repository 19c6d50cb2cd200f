import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { limits } from './limits.ts';
import { oneLine, plainText } from './text.ts';

/** A modal. `privateMetadata` comes back with the submission; people never see it. */
export interface ModalParts {
  readonly title: string;
  readonly callbackId: string;
  readonly blocks: readonly KnownBlock[];
  readonly submit?: string;
  readonly close?: string;
  readonly privateMetadata?: string;
  readonly externalId?: string;
  readonly notifyOnClose?: boolean;
}

/** The App Home of one person. */
export interface HomeParts {
  readonly blocks: readonly KnownBlock[];
  readonly callbackId?: string;
  readonly privateMetadata?: string;
}

/**
 * A modal view; title and buttons are cut to 24 characters.
 * @throws RangeError for private metadata over 3,000 characters: half of it is worth nothing
 */
export function modal(parts: ModalParts): ModalView {
  return {
    type: 'modal',
    callback_id: parts.callbackId,
    title: label(parts.title, limits.view.title),
    blocks: [...parts.blocks],
    ...(parts.submit === undefined ? {} : { submit: label(parts.submit, limits.view.submit) }),
    ...(parts.close === undefined ? {} : { close: label(parts.close, limits.view.close) }),
    ...metadataOf(parts.privateMetadata),
    ...(parts.externalId === undefined ? {} : { external_id: parts.externalId }),
    ...(parts.notifyOnClose === undefined ? {} : { notify_on_close: parts.notifyOnClose }),
  };
}

/**
 * A Home view of at most 100 blocks.
 * @throws RangeError for private metadata over 3,000 characters
 */
export function home(parts: HomeParts): HomeView {
  return {
    type: 'home',
    blocks: [...parts.blocks],
    ...(parts.callbackId === undefined ? {} : { callback_id: parts.callbackId }),
    ...metadataOf(parts.privateMetadata),
  };
}

function label(text: string, max: number) {
  return plainText(oneLine(text, max), max);
}

function metadataOf(privateMetadata: string | undefined) {
  if (privateMetadata === undefined) return {};
  if (privateMetadata.length > limits.view.privateMetadata) {
    throw new RangeError(
      `private metadata of ${privateMetadata.length} characters is over ${limits.view.privateMetadata}`,
    );
  }
  return { private_metadata: privateMetadata };
}

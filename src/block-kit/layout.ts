import type {
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types';
import { limits } from './limits.ts';
import { filled, mrkdwn, plainText, truncate } from './text.ts';

/** What may be hung on a section: an id to find it by, and one element at its right. */
export interface SectionOptions {
  readonly blockId?: string;
  readonly accessory?: SectionBlockAccessory;
}

/** A paragraph of mrkdwn, cut to 3,000 characters. Text from people must be escaped before. */
export function section(text: string, options: SectionOptions = {}): SectionBlock {
  return { type: 'section', text: mrkdwn(text, limits.section.text), ...sectionParts(options) };
}

/** Up to ten short mrkdwn texts in two columns; each is cut to 2,000 characters, an eleventh is dropped. */
export function fields(texts: readonly string[], options: SectionOptions = {}): SectionBlock {
  const shown = texts.slice(0, limits.section.fields);
  return {
    type: 'section',
    fields: shown.map((text) => mrkdwn(text, limits.section.field)),
    ...sectionParts(options),
  };
}

/** A headline in plain text, cut to 150 characters. */
export function header(text: string, blockId?: string): HeaderBlock {
  return { type: 'header', text: plainText(text, limits.header), ...idOf(blockId) };
}

/** A small grey line of up to ten mrkdwn texts. */
export function context(texts: readonly string[], blockId?: string): ContextBlock {
  const shown = texts.slice(0, limits.context.elements);
  return {
    type: 'context',
    elements: shown.map((text) => mrkdwn(text, limits.context.text)),
    ...idOf(blockId),
  };
}

/** A line across the message. */
export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A picture uploaded to Slack before, by file id. `altText` says what it shows. */
export function slackImage(fileId: string, altText: string, title?: string): ImageBlock {
  return { ...imageParts(altText, title), slack_file: { id: fileId } };
}

/** A picture at a public address. `altText` says what it shows. */
export function urlImage(url: string, altText: string, title?: string): ImageBlock {
  return { ...imageParts(altText, title), image_url: url };
}

function imageParts(altText: string, title: string | undefined) {
  return {
    type: 'image' as const,
    alt_text: truncate(filled(altText), limits.image.altText),
    ...(title === undefined ? {} : { title: plainText(title, limits.image.title) }),
  };
}

function sectionParts(options: SectionOptions) {
  return {
    ...idOf(options.blockId),
    ...(options.accessory === undefined ? {} : { accessory: options.accessory }),
  };
}

function idOf(blockId: string | undefined) {
  return blockId === undefined ? {} : { block_id: blockId };
}

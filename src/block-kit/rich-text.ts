import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextLink,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
  RichTextText,
} from '@slack/types';

/** How a run of rich text looks. */
export interface TextStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

/** A rich text block; its texts are shown as they are, so text from people needs no escaping. */
export function richText(elements: readonly RichTextBlockElement[], blockId?: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [...elements],
    ...(blockId === undefined ? {} : { block_id: blockId }),
  };
}

/** One paragraph of plain words, as a rich text block. */
export function richParagraph(text: string): RichTextBlock {
  return richText([richSection([richRun(text)])]);
}

/** A run of text in one style. */
export function richRun(text: string, style?: TextStyle): RichTextText {
  return { type: 'text', text, ...(style === undefined ? {} : { style: { ...style } }) };
}

/** A link; without `text` the address itself is shown. */
export function richLink(url: string, text?: string): RichTextLink {
  return { type: 'link', url, ...(text === undefined ? {} : { text }) };
}

/** A paragraph of runs, links and mentions. */
export function richSection(elements: readonly RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements: [...elements] };
}

/** A list, one section per item; `indent` 0 to 8. */
export function richList(
  items: readonly RichTextSection[],
  style: RichTextList['style'] = 'bullet',
  indent = 0,
): RichTextList {
  return { type: 'rich_text_list', style, indent, elements: [...items] };
}

/** A quotation. */
export function richQuote(elements: readonly RichTextElement[]): RichTextQuote {
  return { type: 'rich_text_quote', elements: [...elements] };
}

/** Preformatted text, such as code or a query. */
export function richPreformatted(text: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [richRun(text)] };
}

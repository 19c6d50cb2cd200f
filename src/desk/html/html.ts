/** What may stand in a template: text is escaped, lists are joined, and what is missing leaves nothing. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/** A piece of a page that is safe to send: only `html` and `drawn` make one. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  "'": '&#39;',
};

/** A template of HTML. Every value is escaped, so attributes have to stand in quotes; an address goes through `address`. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, at) => part + (at < values.length ? written(values[at]) : '')).join(''));
}

/** An SVG that a function of `charts` drew, which escapes its texts itself. */
export function drawn(svg: string): Html {
  return new Html(svg);
}

/** An address that a link may have: one of the web, a mail, or a path of this page; `#` if it is anything else. */
export function address(text: string): string {
  if (/^[/?#](?![/\\])/.test(text)) return text;
  return URL.canParse(text) && /^(https?|mailto):$/.test(new URL(text).protocol) ? text : '#';
}

function written(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);
}

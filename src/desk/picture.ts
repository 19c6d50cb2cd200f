import type { LayoutName } from '#charts/chart-layout.ts';
import type { ThemeName } from '#charts/chart-theme.ts';
import { drawn, type Html, html } from '#desk/html/html.ts';

const LAYOUTS: readonly LayoutName[] = ['wide', 'narrow'];
const SCHEMES: readonly ThemeName[] = ['light', 'dark'];

/** A picture for every screen: drawn wide and narrow, light and dark, of which the style sheet shows one. */
export function pictureHtml(
  draw: (look: { readonly layout: LayoutName; readonly theme: ThemeName }) => string,
): Html {
  const all = LAYOUTS.flatMap((layout) => SCHEMES.map((theme) => ({ layout, theme })));
  return html`<figure class="picture">${all.map((look) => html`<div class="for-${look.layout}"><div class="for-${look.theme}">${drawn(draw(look))}</div></div>`)}</figure>`;
}

/** The colours of a picture. Every text colour has a contrast of at least 4.5 to the background. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly good: string;
  readonly bad: string;
  readonly open: string;
}

/** Light and dark. Good is blue and bad is orange, which people who see no red or green tell apart, too. */
export const THEMES = {
  light: {
    background: '#ffffff',
    text: '#1d1c1d',
    muted: '#5a5a60',
    grid: '#dcdce1',
    good: '#0b5cad',
    bad: '#b3400a',
    open: '#5f5f66',
  },
  dark: {
    background: '#1a1d21',
    text: '#ececee',
    muted: '#b0b2b8',
    grid: '#3b3e45',
    good: '#74b7ff',
    bad: '#ff9d66',
    open: '#b9bbc1',
  },
} as const satisfies Readonly<Record<string, Theme>>;

export type ThemeName = keyof typeof THEMES;

/** What a row proves: something good, something bad, nothing yet, or that it cannot be judged. */
export type Tone = 'good' | 'bad' | 'open' | 'unjudged';

/** The colour of what a row proves. */
export function colourOf(theme: Theme, tone: Tone): string {
  return tone === 'unjudged' ? theme.muted : theme[tone];
}

/** Emoji that messages use by name. A name that is not here is shown as it was written. */
const EMOJI: Readonly<Record<string, string>> = {
  alarm_clock: '⏰',
  arrow_forward: '▶️',
  arrows_counterclockwise: '🔄',
  ballot_box_with_check: '✓',
  bar_chart: '📊',
  bell: '🔔',
  broom: '🧹',
  bulb: '💡',
  chart_with_downwards_trend: '📉',
  chart_with_upwards_trend: '📈',
  checkered_flag: '🏁',
  double_vertical_bar: '⏸️',
  eyes: '👀',
  fast_forward: '⏩',
  grey_question: '❔',
  hammer_and_wrench: '🛠️',
  heavy_check_mark: '✔️',
  hand: '✋',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  leftwards_arrow_with_hook: '↩️',
  link: '🔗',
  lock: '🔒',
  mag: '🔍',
  memo: '📝',
  microscope: '🔬',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  octagonal_sign: '🛑',
  package: '📦',
  pencil2: '✏️',
  question: '❓',
  robot_face: '🤖',
  rocket: '🚀',
  rotating_light: '🚨',
  scales: '⚖️',
  seedling: '🌱',
  shield: '🛡️',
  sparkles: '✨',
  stopwatch: '⏱️',
  tada: '🎉',
  test_tube: '🧪',
  twisted_rightwards_arrows: '🔀',
  warning: '⚠️',
  wastebasket: '🗑️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
};

/** The emoji of a name, or null if it is not known. */
export function emojiOf(name: string): string | null {
  return EMOJI[name] ?? null;
}

/** Plain text with the emoji in it shown. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
}

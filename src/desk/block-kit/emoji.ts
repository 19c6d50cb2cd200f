import { ownValue } from '#shared/own-value.ts';

/** The emoji that texts of the product name, by their names in Slack. */
const EMOJI: Readonly<Record<string, string>> = {
  arrow_double_up: '⏫',
  arrow_forward: '▶️',
  ballot_box_with_check: '☑️',
  bell: '🔔',
  black_square_button: '🔲',
  broom: '🧹',
  bulb: '💡',
  bust_in_silhouette: '👤',
  calendar: '📆',
  chart_with_upwards_trend: '📈',
  checkered_flag: '🏁',
  construction: '🚧',
  control_knobs: '🎛️',
  double_vertical_bar: '⏸️',
  file_folder: '📁',
  grey_question: '❔',
  hammer_and_wrench: '🛠️',
  hand: '✋',
  handshake: '🤝',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  jigsaw: '🧩',
  leftwards_arrow_with_hook: '↩️',
  lock: '🔒',
  memo: '📝',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  octagonal_sign: '🛑',
  page_facing_up: '📄',
  robot_face: '🤖',
  rocket: '🚀',
  rotating_light: '🚨',
  scales: '⚖️',
  seedling: '🌱',
  tada: '🎉',
  thread: '🧵',
  twisted_rightwards_arrows: '🔀',
  warning: '⚠️',
  wastebasket: '🗑️',
  wave: '👋',
  white_check_mark: '✅',
  wrench: '🔧',
  zzz: '💤',
  x: '❌',
};

/** The emoji of a name in Slack; null if no text of the product uses it. */
export function emojiNamed(name: string): string | null {
  return ownValue(EMOJI, name) ?? null;
}

/** Plain text with the emoji that it names. */
export function withEmojiShown(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiNamed(name) ?? whole);
}

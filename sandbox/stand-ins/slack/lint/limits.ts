/**
 * Slack's limits in characters or counts, as its Block Kit reference gave them in 2026.
 * Written down a second time on purpose, apart from `block-kit/limits.ts`: the linter must not
 * believe the builders it judges. If sources disagree (pie slices, charts in a message), the
 * larger number that several public libraries agree on.
 */
export const limits = {
  message: { blocks: 50, text: 40_000, editedTextBytes: 4_000, markdown: 12_000, tables: 1, charts: 2 },
  view: { blocks: 100, title: 24, submit: 24, close: 24, privateMetadata: 3_000 },
  id: 255,
  url: 3_000,
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  context: { elements: 10, text: 2_000 },
  image: { altText: 2_000, title: 2_000 },
  actions: 25,
  input: { label: 2_000, hint: 2_000 },
  button: { text: 75, value: 2_000, accessibilityLabel: 75 },
  option: { text: 75, value: 150, description: 75 },
  select: { options: 100, groups: 100, placeholder: 150 },
  choice: { options: 10 },
  overflow: { options: 5 },
  textInput: { length: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  table: { rows: 100, columns: 20, characters: 10_000 },
  dataTable: { rows: 101, columns: 20, pageSize: 100, characters: 10_000 },
  card: { title: 150, subtitle: 150, body: 200, actions: 3 },
  carousel: 10,
  container: { title: 150, subtitle: 150, children: 10 },
  contextActions: 5,
  alert: 200,
  richText: { indent: 8 },
  chart: {
    title: 50,
    series: 12,
    segments: 12,
    categories: 20,
    name: 20,
    axisLabel: 50,
  },
} as const;

/**
 * The limits that the builders cut or refuse to, in characters or counts, from Slack's Block Kit
 * reference of 2026. `editedTextBytes` is bytes: that is how Slack counts the text of an edit.
 */
export const limits = {
  message: { editedTextBytes: 4_000, blocks: 50 },
  view: { title: 24, submit: 24, close: 24, privateMetadata: 3_000 },
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  context: { elements: 10, text: 2_000 },
  image: { altText: 2_000, title: 2_000 },
  actions: 25,
  input: { label: 2_000, hint: 2_000 },
  button: { text: 75, value: 2_000, url: 3_000 },
  option: { text: 75, value: 150, description: 75 },
  select: { options: 100, placeholder: 150 },
  overflow: 5,
  choice: { options: 10 },
  textInput: { length: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  task: { title: 150 },
} as const;

/** The parts of Slack's manifest schema (major version 2) that this app uses, with Slack's limits; all else is refused. */
const text = (maxLength: number, minLength = 1) => ({ type: 'string', minLength, maxLength });
const strings = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
const flag = { type: 'boolean' };

function object(properties: Record<string, unknown>, required: readonly string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required };
}

const slashCommand = object(
  {
    command: { type: 'string', pattern: '^/', maxLength: 32 },
    url: { type: 'string' },
    description: text(2_000),
    usage_hint: text(1_000),
    should_escape: flag,
  },
  ['command', 'description'],
);

const shortcut = object(
  {
    name: text(24),
    type: { enum: ['global', 'message'] },
    callback_id: text(255),
    description: text(150),
  },
  ['name', 'type', 'callback_id', 'description'],
);

const prompt = object({ title: text(75), message: text(500) }, ['title', 'message']);

export const MANIFEST_SCHEMA = object(
  {
    _metadata: object({ major_version: { const: 2 }, minor_version: { type: 'integer' } }, ['major_version']),
    display_information: object(
      {
        name: text(35),
        description: text(140),
        long_description: text(4_000, 175),
        background_color: { type: 'string', pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$' },
      },
      ['name'],
    ),
    features: object({
      app_home: object({
        ...{ home_tab_enabled: flag, messages_tab_enabled: flag },
        messages_tab_read_only_enabled: flag,
      }),
      agent_view: object({
        agent_description: text(300),
        suggested_prompts: { type: 'array', maxItems: 4, items: prompt },
      }),
      bot_user: object({ display_name: text(80), always_online: flag }, ['display_name']),
      shortcuts: { type: 'array', minItems: 1, maxItems: 10, items: shortcut },
      slash_commands: { type: 'array', minItems: 1, maxItems: 50, items: slashCommand },
    }),
    oauth_config: object({ redirect_urls: strings, scopes: object({ bot: strings, user: strings }) }),
    settings: object({
      event_subscriptions: object({ request_url: { type: 'string' }, bot_events: strings }),
      interactivity: object({ is_enabled: flag, request_url: { type: 'string' } }, ['is_enabled']),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
    }),
  },
  ['display_information', 'features', 'oauth_config', 'settings'],
);

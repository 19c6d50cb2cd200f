import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gather } from '#app/gather.ts';
import { ACTIONS, MODALS } from '#app/register.ts';

const files = (pattern: string) => globSync(pattern, { cwd: 'src/features' });

/** What the files of this name declare, all slices together. */
async function declared(name: string): Promise<readonly unknown[]> {
  const modules = await Promise.all(
    files(`*/${name}`).map((file) => import(new URL(`../../src/features/${file}`, import.meta.url).href)),
  );
  return modules.flatMap((module: object) => Object.values(module));
}

describe('what the slices declare', () => {
  it('is listened to: every button and every form', async () => {
    expect(new Set(ACTIONS.values())).toEqual(new Set(await declared('actions.ts')));
    expect([...MODALS.values()]).toEqual(expect.arrayContaining([...(await declared('modals.ts'))]));
    expect([...MODALS.keys()].sort()).toEqual([
      'amend_plan',
      'answer_questions',
      'cancel_experiment',
      'experiment_idea',
      'experiment_request',
      'extend_experiment',
      'idea_priority',
      'import_ideas',
      'override_reason',
      'overrule_advice',
      'reject_plan',
      'request_changes',
      'retry_implementation',
      'settings_import',
      'settings_part',
      'snooze_alert_form',
    ]);
  });

  it('holds the ids of all buttons that are in threads by now', () => {
    expect([...ACTIONS.keys()]).toEqual(
      expect.arrayContaining(
        `approve_plan request_changes edit_request reject_plan launch decide_ship decide_kill decide_end decide_drop decide_keep
        confirm_ship confirm_kill confirm_keep_running undo_decision retry_design answer_questions overrule_advice take_lift take_traffic take_margins take_guardrails take_goal retry_implementation retry_clean_up
        mark_ready retry_effect forget_person open_link restore_flag accept_flag end_for_flag extend_experiment confirm_extend decide_iterate plan_follow_up approve_amendment decline_amendment
        pause_experiment resume_experiment show_details show_plan run_command propose_typed pick_command card_menu rate_answer talk_to_person allow_more home_calendar snooze_alert end_snooze make_of_words
        settings_open_part settings_find_event settings_take_event settings_edit_entry settings_add_entry settings_check_connections settings_open home_open home_back home_list home_whose home_surface home_new_experiment`.split(
          /\s+/,
        ),
      ),
    );
  });

  it('is the only source of buttons', () => {
    const makers = files('**/*.ts').filter((file) =>
      /import \{[^}]*\b(button|linkButton)\b[^}]*\} from '#block-kit\/buttons.ts'/.test(
        readFileSync(`src/features/${file}`, 'utf8'),
      ),
    );
    expect(makers.sort()).toEqual([
      ...['action.ts', 'command-action.ts', 'edit-settings/view-button.ts', 'home/home-action.ts'],
    ]);
  });

  it('is refused if two slices declare the same', () => {
    expect(() => gather([{ plan: 1 }, { merged: 2, plan: 3 }])).toThrow('two slices declare "plan"');
  });
});

import { describe, expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import { plainSentence, sentence, shownSentence } from '#features/ask-the-record/sentence.ts';
import { sentencesOf } from '#test/features/golden-answer-cases.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';

const STORIES: readonly (readonly [string, Story])[] = Object.entries(EXAMPLES);

describe('the sentences about an experiment', () => {
  it.each(STORIES)('of %s have ids of their own, are whole, and begin with how it stands', (_name, story) => {
    const all = sentencesOf(story);
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 2)).toEqual(['status', 'next']);
    for (const one of all) {
      const plain = plainSentence(one);
      expect(plain).toMatch(/^\S.*[.!?]$/su);
      expect(plain).not.toMatch(/undefined|NaN|\[object|<[@!]/u);
      expect(shownSentence(one, new Map())).not.toMatch(/<@/u);
    }
  });

  it('tell no effect while effects are hidden, and each when they are not', () => {
    const { experiment } = EXAMPLES.decisionShip;
    const hidden = structuredClone(EXAMPLES.decisionShip);
    const snapshot = latestSnapshot(experiment);
    if (snapshot === null) throw new Error('there is no look');
    const looks = {
      ...experiment.looks,
      snapshots: [{ ...snapshot, analysis: { ...snapshot.analysis, show: 'progress' as const } }],
    };
    const words = (story: Story) => sentencesOf(story).map(plainSentence).join('\n');
    const told = words({ ...hidden, experiment: { ...experiment, looks } });
    expect(words(EXAMPLES.decisionShip)).toMatch(/lift \+/u);
    expect(told).not.toMatch(/lift [+−]|The rules recommend/u);
    expect(told).toContain('Its effects are not read');
  });

  it('show words of people as quoted text that stands for nothing else', () => {
    const idea = 'a [ Ship now ]\n✅ *Approved by <@p_priya>* ‮ https://evil.example <!channel>';
    const shown = shownSentence(sentence('idea', 'It was asked for: ', { quoted: idea }, '.'), new Map());
    expect(shown).toMatch(/^It was asked for: “[^\n“”]*”\.$/u);
    expect(shown).not.toMatch(/[*[\]✅‮]|<[@!]|:\/\//u);
  });

  it('name people by their names, former ones by none', () => {
    const said = sentence('owner', { person: 'p_mia' }, ' owns it.');
    expect(shownSentence(said, new Map([['p_mia', '*Mia* <@U1>']]))).toBe('∗Mia∗ &lt;@U1&gt; owns it.');
    expect(shownSentence(said, new Map([['p_mia', null]]))).toBe('a former member owns it.');
  });
});

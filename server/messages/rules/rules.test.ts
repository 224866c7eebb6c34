import { RULES } from '../../engine/diagnosis/rules';
import { RULE_MESSAGES } from './index';

describe('the texts of the rules', () => {
  it.each(RULES.map(({ id }) => id))('%s has a title and advice', (id) => {
    const message = RULE_MESSAGES.get(id);
    expect(message?.title().length).toBeGreaterThan(10);
    expect(message?.advice().length).toBeGreaterThan(20);
  });

  it('has no text without a rule', () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect([...RULE_MESSAGES.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});

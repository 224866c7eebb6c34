import { RULES } from '../../engine/diagnosis/rules';
import { ruleText } from './index';
import { ruleMessages } from './rule_table';

describe('the texts of the rules', () => {
  it.each(RULES.map(({ id }) => id))('%s has a title and advice', (id) => {
    const text = ruleText(id);
    expect(text?.title.length).toBeGreaterThan(10);
    expect(text?.advice.length).toBeGreaterThan(20);
  });

  it('has no text without a rule', () => {
    expect(ruleMessages()).toHaveLength(2 * RULES.length);
  });

  it('has none for what is no rule, whatever it is called', () => {
    expect(ruleText('__proto__')).toBeUndefined();
  });
});
